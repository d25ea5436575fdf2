package dev.podwright.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.podwright.calibration.Calibration;
import dev.podwright.catalog.Catalog;
import dev.podwright.document.InputException;
import dev.podwright.knowledge.Knowledge;
import dev.podwright.knowledge.support.Generation;
import dev.podwright.model.Architecture;
import dev.podwright.model.Models;
import dev.podwright.model.Parameters;
import dev.podwright.plan.Subject;
import dev.podwright.scenario.PrecisionWish;
import dev.podwright.units.Precision;
import dev.podwright.units.Unit;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MigrationTest {
    private static final Catalog CATALOG = Catalog.bundled();

    private static Question question(String model, Question.Purpose purpose, List<String> features, String from, String... to) {
        return new Question(Optional.of(Models.named(model)), PrecisionWish.NONE, Optional.empty(), purpose, Optional.empty(), Subject.of(from, CATALOG),
                Arrays.stream(to).map(t -> Subject.of(t, CATALOG)).toList(), "", features);
    }

    private static Report.OnTarget serving(String model, String from, String to) {
        return report(question(model, Question.Purpose.SERVING, List.of(), from, to)).targets().getFirst();
    }

    private static Report report(Question question) {
        return new Migration(CATALOG, Calibration.bundled(), Knowledge.bundled()).report(question);
    }

    private static Report.Change precision(Report.OnTarget target) {
        return target.changes().stream().filter(c -> c.topic() == Report.Topic.PRECISION).findFirst().orElseThrow();
    }

    @Test
    void aMoveOfDeepSeekR1NeedsItsWeightsConvertedAndSaysWhatTheyWeigh() {
        Report.OnTarget target = serving("deepseek-r1", "h800-8", "cloudmatrix384");
        Report.Change precision = precision(target);
        assertThat(List.of(precision.here(), precision.there())).containsExactly("fp8", "w8a8");
        assertThat(precision.weight()).isEqualTo(Report.Weight.BLOCKS);
        // 671.0e9 parameters of which embedding and head (129,280 x 7,168 each), norms and routers stay in 16 bits: a byte each and one more for those.
        Architecture model = Models.named("deepseek-r1");
        double wide = 2 * 129280.0 * 7168 + 58 * 7168.0 * 256;
        double byHand = Unit.GIB.fromSi(Parameters.total(model) + wide);
        assertThat(byHand).isCloseTo(627, within(1.0));
        assertThat(precision.consequence()).contains("fp8: 627 GiB", "w8a8: 627 GiB", "more than the 8 cards of h800-8 hold", "1,250 GiB of weights");
        assertThat(Unit.GIB.fromSi(2.0 * Parameters.total(model))).isCloseTo(1250, within(1.0));
        Report.Layouts layouts = target.layout().orElseThrow();
        assertThat(layouts.source()).isEmpty();
        assertThat(layouts.notes()).anyMatch(n -> n.contains("Nothing fits on h800-8"));
        assertThat(layouts.target().orElseThrow().precision()).isEqualTo("w8a8");
        assertThat(target.headline()).contains("nothing fits on h800-8", "w8a8");
        assertThat(target.steps()).anyMatch(s -> s.command().contains("msmodelslim"));
        assertThat(target.generation()).contains(Generation.A3);
        assertThat(target.changes()).isSortedAccordingTo(Comparator.comparing(Report.Change::weight).thenComparing(Report.Change::topic));
    }

    @Test
    void aDenseModelIn16BitsHearsNothingOfFp8() {
        Report.OnTarget target = serving("llama-3.1-8b", "dgx-h100", "ascend-910b2");
        assertThat(precision(target).weight()).isEqualTo(Report.Weight.KEEPS);
        assertThat(target.changes()).filteredOn(c -> c.topic() != Report.Topic.COMMUNICATION)
                .noneMatch(c -> (c.here() + c.there() + c.consequence()).toLowerCase(Locale.ROOT).contains("fp8"));
        assertThat(target.changes()).noneMatch(c -> c.weight() == Report.Weight.BLOCKS);
        assertThat(target.steps()).noneMatch(s -> s.command().contains("msmodelslim"));
        assertThat(target.unread()).isEmpty();
        assertThat(target.versions().orElseThrow().pytorch()).isEqualTo("2.12.0");
    }

    @Test
    void gptOssIsServedFromWideWeightsOnA2AndKeepsFourBitsOnThe950() {
        Report.OnTarget a2 = serving("gpt-oss-120b", "dgx-h100", "ascend-910b2");
        assertThat(precision(a2).there()).isEqualTo("bf16");
        assertThat(precision(a2).weight()).isEqualTo(Report.Weight.BLOCKS);
        assertThat(a2.layout().orElseThrow().target().orElseThrow().precision()).isEqualTo("bf16");
        assertThat(a2.changes()).anyMatch(c -> c.there().contains("learnable_sink")).anyMatch(c -> c.here().contains("sliding window"));
        Report.OnTarget a5 = serving("gpt-oss-120b", "dgx-h100", "ascend-950pr");
        assertThat(precision(a5).there()).startsWith("mxfp4");
        assertThat(a5.unread()).anyMatch(u -> u.contains("about sinks"));
    }

    @Test
    void vLMsHybridsAndStateSpacesAreToldApart() {
        assertThat(serving("qwen3-vl-8b-instruct", "dgx-h100", "ascend-910b2").changes()).anyMatch(c -> c.here().contains("vision tower"));
        assertThat(serving("qwen3-next-80b-a3b", "dgx-h100", "ascend-910b2").changes()).anyMatch(c -> c.there().contains("flash-linear-attention-npu"));
        assertThat(serving("nemotron-3-nano", "dgx-h100", "ascend-910b2").changes())
                .anyMatch(c -> c.topic() == Report.Topic.ATTENTION && c.weight() == Report.Weight.BLOCKS && c.here().contains("Mamba-2"));
    }

    @Test
    void trainingMovesMegatronAndTellsTokensPerCardOnBothSides() {
        Report.OnTarget target = report(question("llama-3.1-8b", Question.Purpose.TRAINING, List.of("transformer-engine", "fp8-training", "megatron", "nccl"), "dgx-h100", "ascend-910b2"))
                .targets().getFirst();
        assertThat(target.changes()).anyMatch(c -> c.there().startsWith("MindSpeed, or MegatronAdaptor")).anyMatch(c -> c.there().startsWith("bf16 products"));
        assertThat(target.steps()).anyMatch(s -> s.command().contains("mindspeed.megatron_adaptor"));
        Report.Layouts layouts = target.layout().orElseThrow();
        assertThat(layouts.source().orElseThrow().rate().value()).isGreaterThan(layouts.target().orElseThrow().rate().value());
        assertThat(target.effort()).allSatisfy(d -> assertThat(d.why()).isNotBlank()).anyMatch(d -> d.days().isPresent());
    }

    @Test
    void a910AHasNoBf16() {
        Report.OnTarget target = serving("llama-3.1-8b", "dgx-h100", "ascend-910a");
        assertThat(precision(target).there()).isEqualTo("fp16");
        assertThat(precision(target).weight()).isEqualTo(Report.Weight.BLOCKS);
        assertThat(target.unread()).isNotEmpty();
    }

    @Test
    void anFp8WishBecomesWhatTheTargetHas() {
        Question plain = question("llama-3.1-8b", Question.Purpose.SERVING, List.of(), "dgx-h100", "ascend-910b2");
        PrecisionWish fp8 = new PrecisionWish(Optional.of(Precision.FP8), Optional.empty(), Optional.of(Precision.FP8));
        Report.OnTarget target = report(new Question(plain.model(), fp8, Optional.empty(), plain.purpose(), Optional.empty(), plain.from(), plain.to(), "", List.of())).targets().getFirst();
        assertThat(precision(target).here()).startsWith("fp8");
        assertThat(target.changes()).anyMatch(c -> c.here().equals("fp8 cache"));
        assertThat(target.layout().orElseThrow().target()).isPresent();
    }

    @Test
    void targetsThatAreNoAscendSystemsGetTimeAndLayoutAlone() {
        Report.OnTarget target = serving("llama-3.1-8b", "dgx-h100", "h20-8");
        assertThat(target.generation()).isEmpty();
        assertThat(target.versions()).isEmpty();
        assertThat(target.layout()).isPresent();
        assertThat(target.steps()).isEmpty();
        assertThat(target.risks()).isEmpty();
        assertThat(target.unread()).isEmpty();
        assertThat(target.headline()).contains("no Ascend system");
    }

    @Test
    void movesBetweenAscendSystemsLeaveNoCudaBehind() {
        Report.OnTarget target = serving("llama-3.1-8b", "atlas-800-a2", "ascend-950pr");
        assertThat(target.steps()).isEmpty();
        assertThat(target.changes()).noneMatch(c -> c.here().contains("CUDA"));
        assertThat(target.headline()).contains("Ascend system already");
    }

    @Test
    void questionsThatCannotBeAnsweredSayWhatWouldBeRight() {
        assertThatThrownBy(() -> report(question("llama-3.1-8b", Question.Purpose.SERVING, List.of(), "dgx-h100"))).isInstanceOf(InputException.class).hasMessageContaining("no system");
        assertThatThrownBy(() -> report(question("llama-3.1-8b", Question.Purpose.SERVING, List.of("cuda-graph"), "dgx-h100", "ascend-910b2"))).isInstanceOf(InputException.class)
                .satisfies(e -> assertThat(((InputException) e).mend()).contains("cuda-graphs"));
        Question nothing = new Question(Optional.empty(), PrecisionWish.NONE, Optional.empty(), Question.Purpose.SERVING, Optional.empty(), Subject.of("dgx-h100", CATALOG),
                List.of(Subject.of("ascend-910b2", CATALOG)), "", List.of());
        assertThatThrownBy(() -> report(nothing)).isInstanceOf(InputException.class).hasMessageContaining("nothing to move");
    }

    @Test
    void theFactsHoldTogether() {
        assertThat(Migration.check()).isEmpty();
        assertThat(Migration.part().rows()).isGreaterThan(100);
        assertThat(Migration.features()).contains("cuda-graphs", "deepep", "fp8-kv-cache").isSorted();
    }
}
