package dev.podwright.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.podwright.document.Document;
import dev.podwright.document.Node;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ValidateCommandTest {
    @Test
    void everyPublishedResultComesWithSourceAndError() {
        Node answer = Document.parse("validate.json", CommandRun.of("validate", "--json").out().getBytes(StandardCharsets.UTF_8));
        assertThat(answer.get("outcomes").list()).isNotEmpty().allSatisfy(outcome -> {
            double predicted = outcome.get("predicted").get("value").number();
            assertThat(outcome.get("error").number()).isCloseTo(predicted / outcome.get("measured").number() - 1, within(1e-9));
            assertThat(outcome.get("source").text()).isNotBlank();
        });
    }

    @Test
    void theTextEndsWithTheErrorsAndWhatTheyWereMadeWith() {
        CommandRun run = CommandRun.of("validate");
        assertThat(run.code()).isZero();
        assertThat(run.out()).contains("median absolute error", "inside the interval", "calibration ").doesNotContain("NaN");
    }
}
