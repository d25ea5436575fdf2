package dev.podwright.migration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podwright.calibration.Calibration;
import dev.podwright.catalog.Catalog;
import dev.podwright.model.Models;
import dev.podwright.plan.Subject;
import dev.podwright.scenario.PrecisionWish;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MigrationTest {
    private static final Catalog CATALOG = Catalog.bundled();

    static Question question(String model, Question.Purpose purpose, String from, String... to) {
        return new Question(Optional.of(Models.named(model)), PrecisionWish.NONE, Optional.empty(), purpose, Optional.empty(), Subject.of(from, CATALOG),
                Arrays.stream(to).map(t -> Subject.of(t, CATALOG)).toList(), "", List.of());
    }

    static Report report(Question question) {
        return new Migration(CATALOG, Calibration.bundled(), null).report(question);
    }

    @Test
    void aMoveOfDeepSeekR1NeedsItsWeightsConvertedAndSaysWhatTheyWeigh() {
        Report.OnTarget target = report(question("deepseek-r1", Question.Purpose.SERVING, "h800-8", "cloudmatrix384")).targets().getFirst();
        Report.Change precision = target.changes().stream().filter(c -> c.topic() == Report.Topic.PRECISION).findFirst().orElseThrow();
        assertThat(precision.here()).isEqualTo("fp8");
        assertThat(precision.there()).isEqualTo("w8a8");
        assertThat(precision.weight()).isEqualTo(Report.Weight.BLOCKS);
        assertThat(precision.consequence()).contains("627 GiB", "more than the 8 cards of h800-8 hold", "1,250 GiB");
        assertThat(target.layout().orElseThrow().source()).isEmpty();
        assertThat(target.layout().orElseThrow().target().orElseThrow().precision()).isEqualTo("w8a8");
        assertThat(target.headline()).contains("nothing fits on h800-8");
    }

    @Test
    void theFactsHoldTogether() {
        assertThat(Migration.check()).isEmpty();
        assertThat(Migration.features()).contains("cuda-graphs", "deepep", "fp8-kv-cache");
    }
}
