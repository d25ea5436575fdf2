package dev.podwright.migration;

import dev.podwright.knowledge.support.OperatorSupport;
import dev.podwright.units.Interval;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The facts that apply to a case.
///
/// @param failing names of operators of the profile that do not run on the target
record Advice(Case asked, Facts facts, Optional<Report.Versions> versions, List<String> failing) {
    /// So many names are spelt out where many stand together; the rest is counted.
    private static final int SPELT = 8;
    /// Traits of which a reader expects to hear something.
    private static final Set<Trait.Kind> TOLD = EnumSet.of(Trait.Kind.MODEL, Trait.Kind.FEATURE);

    List<Report.Change> changes() {
        List<Report.Change> changes = new ArrayList<>();
        facts.changes().stream().filter(c -> c.when().holds(asked.traits())).map(Facts.Told::change)
                .map(c -> new Report.Change(c.topic(), fill(c.here()), fill(c.there()), fill(c.consequence()), c.weight(), c.source())).forEach(changes::add);
        if (asked.serving()) {
            listed().ifPresent(m -> changes.add(new Report.Change(Report.Topic.ENGINE, "vLLM on CUDA", "vLLM with the plugin vllm-ascend", fill(m.there()), m.weight(), m.source())));
        }
        return changes;
    }

    private Optional<Facts.Listed> listed() {
        return asked.question().model().flatMap(model -> facts.models().stream()
                .filter(m -> m.families().contains(model.family()) && m.generations().stream().anyMatch(asked::has)).findFirst());
    }

    /// What the case has of which no fact says anything.
    List<String> unread() {
        List<String> unread = new ArrayList<>();
        String where = "%s on %s".formatted(asked.serving() ? "serving" : "training", asked.target().rankChip().family());
        for (Trait trait : asked.traits()) {
            if (TOLD.contains(trait.kind()) && facts.changes().stream().noneMatch(c -> c.when().holds(asked.traits()) && c.when().about(trait))) {
                unread.add("Nothing was read about %s in %s: nothing is claimed.".formatted(trait.word(), where));
            }
        }
        if (asked.serving() && asked.question().model().isPresent() && listed().isEmpty()) {
            unread.add("The list of models of vllm-ascend that was read does not name the family %s on %s: nothing is claimed."
                    .formatted(asked.question().model().get().family(), asked.target().rankChip().family()));
        }
        return unread;
    }

    List<Report.Step> steps() {
        return facts.steps().stream().filter(s -> s.when().holds(asked.traits())).map(Facts.Todo::step)
                .map(s -> new Report.Step(fill(s.title()), fill(s.detail()), fill(s.command()), s.source())).toList();
    }

    List<Report.Risk> risks() {
        return facts.risks().stream().filter(r -> r.when().holds(asked.traits())).map(Facts.Threat::risk)
                .map(r -> new Report.Risk(fill(r.what()), fill(r.sign()), fill(r.mitigation()), r.source())).toList();
    }

    List<Report.Driver> effort(List<Report.CustomKernel> kernels) {
        int replaced = (int) kernels.stream().filter(k -> k.replacement().isPresent()).count();
        List<Report.Driver> drivers = new ArrayList<>();
        for (Facts.Cause cause : facts.causes()) {
            int times = switch (cause.per()) {
                case MOVE -> 1;
                case CUSTOM_KERNEL -> kernels.size() - replaced;
                case REPLACED_KERNEL -> replaced;
                case UNSUPPORTED_OPERATOR -> failing.size();
            };
            if (times > 0 && cause.when().holds(asked.traits())) {
                Optional<Interval> days = cause.days().map(d -> d.times(times));
                drivers.add(new Report.Driver(fill(cause.what()).replace("{count}", String.valueOf(times)), fill(cause.why()), days));
            }
        }
        return drivers;
    }

    /// One step for each thing that stands in for operators or kernels of the profile, in the order of what it saves.
    static List<Report.Step> replacements(List<Report.MovedOperator> operators, List<Report.CustomKernel> kernels) {
        Map<String, Set<String>> names = new LinkedHashMap<>();
        Map<String, Set<OperatorSupport.Replacement>> told = new LinkedHashMap<>();
        kernels.forEach(k -> k.replacement().ifPresent(r -> {
            names.computeIfAbsent(r.by(), _ -> new LinkedHashSet<>()).add(shortened(k.name()));
            told.computeIfAbsent(r.by(), _ -> new LinkedHashSet<>()).add(r);
        }));
        operators.forEach(o -> o.support().replacement().ifPresent(r -> {
            names.computeIfAbsent(r.by(), _ -> new LinkedHashSet<>()).add(o.support().name());
            told.computeIfAbsent(r.by(), _ -> new LinkedHashSet<>()).add(r);
        }));
        return names.entrySet().stream().map(e -> new Report.Step("Use %s".formatted(e.getKey()),
                "In place of %s. %s".formatted(spelt(List.copyOf(e.getValue())), joined(told.get(e.getKey()), r -> sentence(r.note()), " ")).strip(), "",
                joined(told.get(e.getKey()), OperatorSupport.Replacement::source, "; "))).toList();
    }

    private static String joined(Set<OperatorSupport.Replacement> replacements, Function<OperatorSupport.Replacement, String> text, String between) {
        return replacements.stream().map(text).filter(t -> !t.isEmpty()).distinct().collect(Collectors.joining(between));
    }

    private static String sentence(String note) {
        return note.isEmpty() ? "" : Character.toUpperCase(note.charAt(0)) + note.substring(1) + ".";
    }

    /// Names, the last of many counted.
    static String spelt(List<String> names) {
        String some = String.join(", ", names.subList(0, Math.min(SPELT, names.size())));
        return names.size() <= SPELT ? some : "%s and %,d more".formatted(some, names.size() - SPELT);
    }

    /// Names of templates run over pages.
    private static String shortened(String name) {
        int most = 60;
        String plain = name.replace("(anonymous namespace)::", "").replaceFirst("^void ", "");
        int types = plain.indexOf('<');
        String brief = types > 0 ? plain.substring(0, types) : plain;
        return brief.length() <= most ? brief : brief.substring(0, most) + "…";
    }

    private String fill(String text) {
        return asked.filled(text, versions).replace("{failing}", spelt(failing));
    }
}
