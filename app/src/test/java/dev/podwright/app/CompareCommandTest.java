package dev.podwright.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.podwright.document.Document;
import dev.podwright.document.Node;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class CompareCommandTest {
    private static CommandRun compare(String options) {
        return CommandRun.of(("compare " + options).split(" "));
    }

    private static Node json(String options) {
        return Document.parse("compare.json", compare(options + " --json").out().getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void everyOperatorHasAValueOrAReasonPerChip() {
        Node answer = json("ascend-910b2 h20-96 a100-sxm-80");
        for (Node row : answer.get("operators").list()) {
            assertThat(row.get("values").list()).hasSize(3).allSatisfy(value -> assertThat(value.get("why").text()).isNotBlank());
        }
        assertThat(answer.get("reference").text()).isEqualTo("a100-sxm-80");
    }

    @Test
    void aPrecisionThatAChipLacksIsSaidInItsPlace() {
        CommandRun run = compare("ascend-910b2 a100-sxm-80");
        assertThat(run.out().lines().filter(l -> l.startsWith("GEMM fp8"))).isNotEmpty().allMatch(l -> l.contains("no fp8"));
        Node fp8 = json("ascend-910b2 a100-sxm-80").get("operators").list().stream()
                .filter(r -> r.get("operator").text().startsWith("GEMM fp8")).findFirst().orElseThrow();
        assertThat(fp8.get("values").list()).allSatisfy(v -> assertThat(v.find("value")).isEmpty());
    }

    @Test
    void announcedChipsAreMarked() {
        assertThat(compare("ascend-960 a100-sxm-80").out()).contains("ascend-960 (announced)").doesNotContain("a100-sxm-80 (announced)");
        assertThat(json("ascend-960 a100-sxm-80").get("subjects").list()).extracting(s -> s.get("announced").bool()).containsExactly(true, false);
    }

    @Test
    void theReferenceIsOneTimesItself() {
        String[] lines = compare("a100-sxm-80 a100-sxm-80").out().split("\n");
        assertThat(lines[0]).contains("a100-sxm-80");
        assertThat(compare("h20-96 a100-sxm-80 --reference h20-96").out()).contains("a100-sxm-80 against h20-96");
    }

    @Test
    void twoDiesWorkForOneCard() {
        Node row = json("ascend-910c ascend-910c-die").get("operators").list().getFirst();
        double card = row.get("values").list().get(0).get("value").number();
        double die = row.get("values").list().get(1).get("value").number();
        assertThat(card).isCloseTo(2 * die, withinPercentage(0.001));
    }

    @Test
    void whatNobodyPublishedIsUnknownNotZero() {
        CommandRun run = compare("v100-sxm a100-sxm-80");
        assertThat(run.code()).isZero();
        assertThat(run.out()).contains("memory_capacity");
    }
}
