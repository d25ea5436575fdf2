package dev.podwright.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.podwright.catalog.Catalog;
import dev.podwright.document.Document;
import dev.podwright.document.InputException;
import dev.podwright.document.Node;
import dev.podwright.model.Architecture;
import dev.podwright.model.Models;
import dev.podwright.plan.Subject;
import dev.podwright.scenario.PrecisionWish;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FactsTest {
    private static final Catalog CATALOG = Catalog.bundled();
    private static final Facts FACTS = Facts.bundled();
    private static final List<String> TARGETS = List.of("ascend-910a", "atlas-300i-duo", "ascend-910b2", "atlas-900-a2-cluster", "cloudmatrix384", "ascend-950pr",
            "atlas-950-superpod");

    private static final Map<String, Architecture> MODELS = new HashMap<>();
    private static final Map<String, Subject> SUBJECTS = new HashMap<>();

    private static Subject subject(String id) {
        return SUBJECTS.computeIfAbsent(id, i -> Subject.of(i, CATALOG));
    }

    private static Case asked(String model, Question.Purpose purpose, String target, List<String> features) {
        Question question = new Question(Optional.of(MODELS.computeIfAbsent(model, Models::named)), PrecisionWish.NONE, Optional.empty(), purpose, Optional.empty(), subject("superpod-h100"),
                List.of(subject(target)), "", features);
        return Case.of(question, question.to().getFirst(), Optional.empty(), Set.of());
    }

    @Test
    void everyFactAppliesToSomeModelSystemAndFeature() {
        List<Case> cases = new ArrayList<>();
        List<String> models = List.of("deepseek-r1", "deepseek-v3.2", "deepseek-v4-flash", "llama-3.1-8b", "gpt-oss-20b", "qwen3-vl-8b-instruct", "qwen3-next-80b-a3b",
                "nemotron-3-nano", "gemma-2-9b", "bloom-7b1", "kimi-k2-thinking", "mimo-v2-flash", "minimax-m2.5");
        for (String target : TARGETS) {
            for (Question.Purpose purpose : Question.Purpose.values()) {
                models.forEach(m -> cases.add(asked(m, purpose, target, List.of())));
                Migration.features().forEach(f -> models.forEach(m -> cases.add(asked(m, purpose, target, List.of(f)))));
            }
        }
        // No bundled checkpoint ships so, and what a profile shows is not asked for here.
        Set<Trait> beyond = EnumSet.of(Trait.UNSUPPORTED_OPERATORS, Trait.PROFILED);
        List<Case> all = Stream.concat(cases.stream().map(c -> c.with(beyond)), cases.stream()).toList();
        List<Case> otherwiseStored = new ArrayList<>(all);
        for (Trait stored : List.of(Trait.SHIPS_INT8, Trait.SHIPS_NVFP4, Trait.SHIPS_INT4)) {
            cases.forEach(c -> {
                Set<Trait> traits = EnumSet.copyOf(c.traits());
                traits.removeIf(t -> t.kind() == Trait.Kind.STORED);
                traits.add(stored);
                otherwiseStored.add(new Case(c.question(), c.target(), c.generation(), c.advised(), traits));
            });
        }
        Stream<When> conditions = Stream.of(FACTS.changes().stream().map(Facts.Told::when), FACTS.steps().stream().map(Facts.Todo::when),
                FACTS.risks().stream().map(Facts.Threat::when), FACTS.causes().stream().map(Facts.Cause::when)).flatMap(s -> s);
        assertThat(conditions).allSatisfy(when -> assertThat(otherwiseStored.stream().anyMatch(c -> when.holds(c.traits()))).as(when.toString()).isTrue());
    }

    @Test
    void nothingThatAppliesIsWithoutSourceAndNothingInUseIsPassedOver() {
        Random random = new Random(7);
        List<String> models = Models.names();
        List<String> features = Migration.features();
        for (int i = 0; i < 300; i++) {
            List<String> inUse = random.ints(random.nextInt(4), 0, features.size()).distinct().mapToObj(features::get).toList();
            Question.Purpose purpose = Question.Purpose.values()[random.nextInt(2)];
            Case asked = asked(models.get(random.nextInt(models.size())), purpose, TARGETS.get(random.nextInt(TARGETS.size())), inUse);
            Advice advice = new Advice(asked, FACTS, Optional.of(new Report.Versions("2.12.0", "2.12.0", "9.1.0", "x")), List.of());
            assertThat(advice.changes()).allSatisfy(c -> assertThat(List.of(c.source(), c.here(), c.there(), c.consequence())).noneMatch(String::isBlank));
            assertThat(advice.steps()).isNotEmpty().allSatisfy(s -> assertThat(List.of(s.source(), s.title(), s.detail())).noneMatch(String::isBlank));
            assertThat(advice.steps()).noneMatch(s -> (s.title() + s.detail() + s.command()).matches(".*\\{[a-z_]+}.*"));
            assertThat(advice.risks()).allSatisfy(r -> assertThat(List.of(r.source(), r.sign(), r.mitigation())).noneMatch(String::isBlank));
            assertThat(advice.effort(List.of())).allSatisfy(d -> assertThat(d.why()).isNotBlank());
            String unread = String.join(" ", advice.unread());
            assertThat(asked.traits()).filteredOn(t -> t.kind() == Trait.Kind.FEATURE).allSatisfy(t -> assertThat(
                    FACTS.changes().stream().anyMatch(c -> c.when().holds(asked.traits()) && c.when().about(t)) || unread.contains("about " + t.word() + " ")).as(t + " of " + asked).isTrue());
        }
    }

    @Test
    void aFactOfOneGenerationIsNotToldOfAnother() {
        Advice a3 = new Advice(asked("deepseek-r1", Question.Purpose.SERVING, "cloudmatrix384", List.of()), FACTS, Optional.empty(), List.of());
        Advice a5 = new Advice(asked("deepseek-r1", Question.Purpose.SERVING, "ascend-950pr", List.of()), FACTS, Optional.empty(), List.of());
        assertThat(a3.changes()).anyMatch(c -> c.there().contains("W8A8_DYNAMIC")).noneMatch(c -> c.there().contains("MXFP8"));
        assertThat(a5.changes()).anyMatch(c -> c.there().contains("MXFP8")).noneMatch(c -> c.there().contains("W8A8_DYNAMIC"));
        assertThat(a5.unread()).anyMatch(u -> u.contains("about latent in serving on ascend-a5"));
    }

    @Test
    void conditionsThatNobodyCanMeetAreFound() {
        assertThat(When.read(words("[\"a2\", \"a3\"]")).possible()).isFalse();
        assertThat(When.read(words("[\"a2|a3\", \"a3|a5\"]")).possible()).isTrue();
        assertThat(When.read(words("[\"lora\", \"!lora\"]")).possible()).isFalse();
        assertThat(When.read(words("[\"lora\", \"nccl\"]")).possible()).isTrue();
    }

    @Test
    void aConditionHoldsIfEveryClauseFindsOneTrait() {
        When when = When.read(words("[\"serving\", \"a2|a3\", \"!mixture\"]"));
        assertThat(when.holds(Set.of(Trait.SERVING, Trait.A3))).isTrue();
        assertThat(when.holds(Set.of(Trait.SERVING, Trait.A5))).isFalse();
        assertThat(when.holds(Set.of(Trait.SERVING, Trait.A3, Trait.MIXTURE))).isFalse();
        assertThat(when.about(Trait.MIXTURE)).isFalse();
    }

    @Test
    void malformedFactsAreRefusedWithTheirPlace() {
        assertThatThrownBy(() -> When.read(words("[\"serving\", \"latnet\"]"))).isInstanceOf(InputException.class)
                .satisfies(e -> assertThat(((InputException) e).mend()).contains("latent"));
        assertThatThrownBy(() -> Facts.read(words("{\"format\": \"podwright-migration/2\"}"))).isInstanceOf(InputException.class);
        assertThatThrownBy(() -> Facts.read(words("""
                {"format": "podwright-migration/1", "read": "2026-11-22", "sources": {"a": "b"}, "models": [], "steps": [], "risks": [], "causes": [],
                 "changes": [{"topic": "engine", "when": [], "here": "x", "there": "y", "consequence": "z", "weight": "costs", "source": "c"}]}""")))
                .isInstanceOf(InputException.class).hasMessageContaining("source");
    }

    private static Node words(String json) {
        return Document.parse("test.json", json.getBytes(StandardCharsets.UTF_8));
    }
}
