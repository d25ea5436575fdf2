package dev.podwright.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeploymentOptionsTest {
    private static CommandRun simulate(String... more) {
        List<String> args = new ArrayList<>(List.of("simulate", "--model", "llama-3.1-8b", "--pod", "h200-8", "--rate", "20", "--input", "600", "--output", "40", "--count", "300"));
        args.addAll(List.of(more));
        return CommandRun.of(args.toArray(String[]::new));
    }

    @Test
    void prompts_and_generation_may_have_pools_of_several_kinds() {
        CommandRun output = simulate("--prefill", "tp=1,replicas=2", "--prefill", "tp=2", "--decode", "tp=2", "--decode", "tp=1", "--router", "kv-aware", "--layer-wise", "--first-token", "prompt");
        assertThat(output.code()).as(output.err()).isZero();
        assertThat(output.out()).contains("finished     300 of 300");
    }

    @Test
    void a_lost_replica_costs_no_request_that_moves_on_with_its_tokens() {
        CommandRun output = simulate("--pool", "tp=1,replicas=2", "--fail", "1@3+4", "--slow", "2@8x2", "--on-loss", "migrate", "--queue-limit", "1000", "--deadline", "60", "--tier", "host=4@20", "--tier", "pool=100");
        assertThat(output.code()).as(output.err()).isZero();
        assertThat(output.out()).contains("finished     300 of 300");
    }

    @Test
    void failures_drawn_at_a_rate_are_the_same_in_every_run() {
        String[] options = {"--pool", "tp=1,replicas=4", "--mtbf", "0.002", "--repair", "2", "--seed", "3"};
        assertThat(simulate(options).out()).isEqualTo(simulate(options).out());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "--prefill tpp=2 --decode tp=1 | Maybe pp or tp",
        "--prefill tp=1,tp=2 --decode tp=1 | given twice",
        "--prefill tp=two --decode tp=1 | not a whole number",
        "--prefill tp= --decode tp=1 | has no value",
        "--prefill tp=1 | --prefill and --decode",
        "--pool tp=1 --decode tp=1 | Give --pool alone",
        "--pool tp=1 --tp 2 | given twice",
        "--pool tp=8,replicas=2 | 16 ranks",
        "--pool tp=1,replicas=0 | at least 1",
        "--pool tp=1,pod=h20-9 | h20-8",
        "--pool tp=1 --router kv-awar | Maybe kv-aware",
        "--prefill tp=1 --decode tp=1 --decode-router last-tokens | Maybe least-tokens",
        "--prefill tp=1 --decode tp=1 --first-token arival | Maybe arrival",
        "--pool tp=1 --tier hots=3 | Maybe host",
        "--pool tp=1 --tier host | host=512",
        "--pool tp=1 --tier host=-3 | above 0",
        "--pool tp=1 --fail 2@5 | 1 to 1",
        "--pool tp=1 --fail 0@5 | 1 to 1",
        "--pool tp=1 --fail one@5 | 1@300+120",
        "--pool tp=1 --fail 1@5+0 | above 0",
        "--pool tp=1 --slow 1@5 | 1@300x2",
        "--pool tp=1 --slow 1@5x0 | above 0",
        "--pool tp=1 --on-loss retry | resend",
        "--pool tp=1 --deadline 0 | above 0"})
    void a_mistake_is_named_with_what_would_be_right(String options, String mend) {
        CommandRun output = simulate(options.split(" "));
        assertThat(output.code()).isNotZero();
        assertThat(output.err()).contains(mend);
    }
}
