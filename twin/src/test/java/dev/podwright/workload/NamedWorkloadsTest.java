package dev.podwright.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.podwright.model.Architecture;
import dev.podwright.model.Models;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class NamedWorkloadsTest {
    static Stream<NamedWorkload> all() {
        return NamedWorkloads.all().stream();
    }

    private static NamedWorkload named(String name) {
        return all().filter(w -> w.name().equals(name)).findFirst().orElseThrow();
    }

    @Test
    void sevenCapabilitiesHaveAUsualForm() {
        assertThat(NamedWorkloads.seven()).extracting(NamedWorkload::name).containsExactly("text-generation", "language-understanding",
                "knowledge-qa", "logical-reasoning", "mathematics", "code", "multimodal");
        assertThat(all()).extracting(NamedWorkload::capability).isSubsetOf(NamedWorkloads.seven().stream().map(NamedWorkload::name).toList());
        assertThat(all()).extracting(NamedWorkload::name).doesNotHaveDuplicates().doesNotContain(NamedWorkloads.ALL_SEVEN);
    }

    @ParameterizedTest
    @MethodSource("all")
    void everyFigureSaysWhereItComesFrom(NamedWorkload w) {
        for (TokenCount tokens : List.of(w.input(), w.output())) {
            assertThat(tokens.mean().source()).isNotBlank();
            assertThat(tokens.law()).isPresent();
            LengthLaw law = tokens.law().orElseThrow();
            assertThat(law.source()).isNotBlank();
            law.measured99().ifPresent(p99 -> assertThat(p99).isGreaterThan(law.p90()));
        }
        assertThat(w.cached().source()).isNotBlank();
        assertThat(w.cached().value()).isBetween(0.0, 0.99);
    }

    @Test
    void aMeasuredMeanGoesBeforeThatOfTheLaw() {
        assertThat(named("text-generation").input().mean()).extracting(Sourced::value, Sourced::basis).containsExactly(1155.0, Basis.COMPUTED);
        // 300 e^((ln 5 / 1.2816)^2 / 2) = 300 e^0.78852
        assertThat(named("code-agents").output().mean().value()).isCloseTo(660.1, within(0.1));
        assertThat(named("code-agents").output().mean().basis()).isEqualTo(Basis.ESTIMATE);
    }

    @ParameterizedTest
    @CsvSource({
        // 26 x 25 squares of 28 pixels: 650 tokens an image; 572 + 1,300
        "kimi-k2.5,1872",
        // of 32 pixels: 23 x 22 = 506; 572 + 1,012
        "qwen3-vl-8b-instruct,1584",
        // always 280
        "gemma-4-31b-it,1132"})
    void imagesAddTheTokensOfTheTowerToThePrompt(String model, double input) {
        RequestClass c = named("multimodal").shape().on(Models.named(model), 1).requests();
        assertThat(c.lengths().input()).isEqualTo(input);
        assertThat(c.lengths().cached()).isCloseTo(0.1 * input, within(1e-9));
        assertThat(c.images()).isEqualTo(new Images(2, 728, 700));
    }

    @Test
    void promptsBeyondTheContextAreCutToItAndItIsSaid() {
        Architecture spark = Models.named("iflytekspark-13b");
        RequestShape.Fitted fitted = named("code-agents").shape().on(spark, 1);
        // The context of 32,768 less the mean answer of 660 leaves 32,108 tokens
        double cut = new LengthLaw(20_000, 90_000, named("code-agents").input().law().orElseThrow().measured99(), Basis.ESTIMATE, "").meanCutAt(32_107.9);
        assertThat(fitted.requests().lengths().input()).isCloseTo(cut, within(0.1)).isLessThan(20_000);
        assertThat(fitted.requests().lengths().cached()).isCloseTo(0.9 * cut, within(0.1));
        assertThat(fitted.remarks()).singleElement().asString().contains("code-agents", "34 % of the prompts", "iflytekspark-13b", "32,768", "not 39,821");
    }

    @Test
    void whatNoSourceKnowsToBeTooLongIsNotCut() {
        // 99 in 100 prompts stay below 23,423 tokens and answers below 12,607
        RequestShape.Fitted fitted = named("logical-reasoning").shape().on(Models.named("iflytekspark-13b"), 1);
        assertThat(fitted.remarks()).isEmpty();
        assertThat(fitted.requests().lengths()).extracting(Lengths::input, Lengths::output).containsExactly(1268.0, 1527.0);
    }

    @ParameterizedTest
    @MethodSource("all")
    void whatIsCutFitsInTheContext(NamedWorkload w) {
        for (String name : List.of("gpt-22b", "llama-2-7b", "baichuan-7b", "qwen3-vl-2b-instruct")) {
            if (!Models.names().contains(name)) {
                continue;
            }
            Architecture model = Models.named(name);
            if (w.shape().suits(model) && model.contextLimit() > 0) {
                Lengths lengths = w.shape().on(model, 1).requests().lengths();
                assertThat(lengths.total()).as("%s on %s", w.name(), name).isLessThanOrEqualTo(model.contextLimit() + 1e-6);
            }
        }
    }

    @Test
    void lengthsThatAreGivenAreKeptEvenBeyondTheContext() {
        RequestShape shape = named("code-agents").shape().withInput(TokenCount.of(100_000));
        RequestShape.Fitted fitted = shape.on(Models.named("iflytekspark-13b"), 1);
        assertThat(fitted.requests().lengths().input()).isEqualTo(100_000);
        assertThat(fitted.remarks()).anySatisfy(r -> assertThat(r).contains("100,000", "exceed the context of iflytekspark-13b"));
    }
}
