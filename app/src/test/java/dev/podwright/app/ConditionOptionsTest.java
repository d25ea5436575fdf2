package dev.podwright.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podwright.document.Document;
import dev.podwright.document.Node;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConditionOptionsTest {
    private static final String STEP = "explain --model deepseek-r1 --pod cloudmatrix384 --decode --batch 32 --tp 1 --dp 64 --ep 64";
    private static final String JOB = "explain --training --model llama-3.1-8b --pod dgx-h100 --chips 32 --tp 2 --dp 16";

    private static Node json(String schema, String line) {
        CommandRun run = CommandRun.of((line + " --json").split(" "));
        assertThat(run.code()).as(run.err()).isZero();
        Schemas.assertFits(schema, run.out());
        return Document.parse("answer.json", run.out().getBytes(StandardCharsets.UTF_8));
    }

    private static double change(Node condition, String what) {
        return condition.get("figures").list().stream().filter(f -> f.get("what").text().equals(what)).findFirst().orElseThrow().get("change").number();
    }

    @Test
    void aStepSaysWhatTheConditionCosts() {
        Node condition = json("explain", STEP + " --oversubscribe 4").get("condition");
        assertThat(condition.get("condition").text()).isEqualTo("4:1 above the leaves");
        assertThat(change(condition, "step")).isPositive();
        assertThat(change(condition, "tokens/s per chip")).isNegative();
        assertThat(change(condition, "all communication of the step")).isGreaterThan(change(condition, "step"));
    }

    @Test
    void withoutAConditionNothingIsSaid() {
        assertThat(json("explain", STEP).find("condition")).isEmpty();
        assertThat(json("explain", STEP + " --seed 3").find("condition")).isEmpty();
    }

    @Test
    void aLostCardCostsAReplicaAndAJobItsServer() {
        Node step = json("explain", STEP + " --fail npu:17").get("condition");
        assertThat(step.get("lost_ranks").plain()).isEqualTo(List.of(17L));
        assertThat(step.get("sentences").texts()).contains("Of the 12 replicas that the pod holds, 11 stand: the others hold a card that is lost.");
        Node job = json("training-explain", JOB + " --fail npu:17").get("condition");
        assertThat(change(job, "cards that work")).isNegative();
        assertThat(change(job, "tokens/s")).isNegative();
        assertThat(job.get("sentences").texts()).contains("A job of all 32 cards stops when one is lost; what is left whole, evenly spread, are 24.");
    }

    @Test
    void trafficThatMeetsNoFaultIsToldSo() {
        Node condition = json("explain", "explain --model llama-3.1-8b --pod dgx-h100 --chips 32 --decode --tp 8 --fail leaf-spine:0").get("condition");
        assertThat(change(condition, "step")).isZero();
        assertThat(condition.get("sentences").texts()).contains("None of this traffic meets what the condition touches: it costs nothing here.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "--fail leef:3|the network of cloudmatrix384 has no leef.",
        "--fail leaf:9999|there is no leaf:9999 in the network of cloudmatrix384.",
        "--fail leaf|leaf does not say which.",
        "--degrade link:leaf-spine|--degrade link:leaf-spine gives no share.",
        "--degrade link:leaf-spine=200%|is not a share above 0 and below 1",
        "--degrade leaf:1=50% --degrade leaf:1=20%|--degrade names leaf:1 twice.",
        "--routing sprai|there is no routing sprai.",
        "--oversubscribe 0.5|is not a ratio of at least 1",
        "--fail 9999*npu|9999*npu draws more than the 768 of npu",
    })
    void aConditionThatCannotBeIsRefused(String options, String problem) {
        CommandRun run = CommandRun.of((STEP + " " + options).split(" "));
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains(problem);
    }

    @Test
    void simulateTakesFaultsInTimeAndThroughout() {
        Node run = json("simulation", "simulate --model llama-3.1-8b --pod dgx-h100 --chips 16 --prefill tp=1,replicas=8 --decode tp=1,replicas=8 --rate 5 --count 50 --fail 1@3+4,npu:2 --degrade link:card-nvswitch=25%");
        Node condition = run.get("condition");
        assertThat(condition.get("lost_ranks").list()).hasSize(1);
        assertThat(condition.get("figures").list().stream().anyMatch(f -> f.get("kind").text().equals("bytes_per_second") && f.get("change").number() < 0)).isTrue();
    }

    @Test
    void aPlanIsMadeForWhatIsLeft() {
        Node plan = json("plan", "plan --model llama-3.1-8b --pod dgx-h100 --chips 16 --fail npu:3");
        Node condition = plan.get("pods").list().getFirst().get("condition");
        assertThat(condition.get("lost_ranks").list()).hasSize(1);
        assertThat(plan.get("scenario").get("fabric").get("fail").texts()).containsExactly("npu:3");
    }
}
