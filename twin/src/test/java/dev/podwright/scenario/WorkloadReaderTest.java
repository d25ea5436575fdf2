package dev.podwright.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.podwright.document.Document;
import dev.podwright.document.InputException;
import dev.podwright.model.Models;
import dev.podwright.workload.Images;
import dev.podwright.workload.Lengths;
import dev.podwright.workload.NamedWorkload;
import dev.podwright.workload.NamedWorkloads;
import dev.podwright.workload.RequestClass;
import dev.podwright.workload.RequestMix;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkloadReaderTest {
    private static RequestMix read(String model, String workload) {
        return WorkloadReader.read(Document.parse("w.yaml", workload.getBytes(StandardCharsets.UTF_8)), Models.named(model));
    }

    @Test
    void plainLengthsAreOneClass() {
        assertThat(read("llama-3.1-8b", "{input_tokens: 2000, output_tokens: 500, cached_tokens: 100}"))
                .isEqualTo(RequestMix.of(new Lengths(2000, 500, 100)));
    }

    @Test
    void aNameGivesLengthsAndWhatStandsBesideItReplacesThem() {
        assertThat(read("llama-3.1-8b", "{name: code}").classes().getFirst().lengths()).isEqualTo(new Lengths(2048, 28, 1024));
        assertThat(read("llama-3.1-8b", "{name: code, output_tokens: 60}").lengths()).isEqualTo(new Lengths(2048, 60, 1024));
        assertThat(read("llama-3.1-8b", "{name: code, input_tokens: 1000, cached_tokens: 10}").lengths()).isEqualTo(new Lengths(1000, 28, 10));
    }

    @Test
    void allSevenAreEqualNumbersOfRequests() {
        RequestMix mix = read("qwen3-vl-8b-instruct", "{name: all-seven}");
        assertThat(mix.classes()).extracting(RequestClass::name).containsExactlyElementsOf(NamedWorkloads.seven().stream().map(NamedWorkload::name).toList());
        assertThat(mix.classes()).allSatisfy(c -> assertThat(c.share()).isCloseTo(1.0 / 7, within(1e-12)));
        assertThat(mix.unserved()).isEmpty();
    }

    @Test
    void aModelWithoutATowerServesTheOtherSixAndSaysSo() {
        RequestMix mix = read("iflytekspark-13b", "{name: all-seven}");
        assertThat(mix.classes()).hasSize(6).allSatisfy(c -> assertThat(c.share()).isCloseTo(1.0 / 6, within(1e-12)));
        assertThat(mix.unserved()).containsExactly("multimodal");
        assertThat(mix.remarks()).anySatisfy(r -> assertThat(r).contains("multimodal is not served", "iflytekspark-13b has no vision tower"));
    }

    @Test
    void weightsReplaceThoseOfAllSevenOrAreTheWholeMix() {
        RequestMix weighted = read("iflytekspark-13b", "{name: all-seven, mix: {mathematics: 3, code: 0, code-agents: 2}}");
        // text 1, understanding 1, knowledge 1, reasoning 1, mathematics 3, agents 2
        assertThat(weighted.classes()).extracting(RequestClass::name).doesNotContain("code").contains("code-agents");
        assertThat(share(weighted, "mathematics")).isCloseTo(3.0 / 9, within(1e-12));
        RequestMix own = read("iflytekspark-13b", "{mix: {mathematics: 3, code: 1}}");
        assertThat(own.classes()).hasSize(2);
        assertThat(share(own, "mathematics")).isEqualTo(0.75);
    }

    @Test
    void aMixOfOneIsTheWorkloadItself() {
        assertThat(read("llama-3.1-8b", "{mix: {mathematics: 5}}")).isEqualTo(read("llama-3.1-8b", "{name: mathematics}"));
    }

    private static double share(RequestMix mix, String name) {
        return mix.classes().stream().filter(c -> c.name().equals(name)).findFirst().orElseThrow().share();
    }

    @Test
    void imagesComeOnTopOfTheText() {
        RequestClass c = read("qwen2.5-vl-7b", "{input_tokens: 500, output_tokens: 10, images_per_request: 3, image_size: 1024x1024}").classes().getFirst();
        assertThat(c.lengths()).isEqualTo(new Lengths(500 + 3 * 1369, 10, 0));
        assertThat(c.images()).isEqualTo(new Images(3, 1024, 1024));
        assertThat(read("qwen2.5-vl-7b", "{name: multimodal, images_per_request: 1}").lengths().input()).isEqualTo(572 + 650);
        assertThat(read("qwen2.5-vl-7b", "{name: multimodal, image_size: 448x448}").lengths().input()).isEqualTo(572 + 2 * 256);
        assertThat(read("llama-3.1-8b", "{name: multimodal, images_per_request: 0}").lengths().input()).isEqualTo(572);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {name: mathematic}                                                  | no workload called "mathematic" | Maybe mathematics
            {name: tetris}                                                      | no workload called "tetris" | There are text-generation
            {mix: {maths: 1}}                                                   | no workload called "maths" | mathematics
            {mix: {code: -1}}                                                   | -1 is not a weight | weight
            {mix: {code: 0}}                                                    | at least one workload | Such as
            {name: code, mix: {code: 1}}                                        | both the workload code and a mix | all-seven
            {name: all-seven, input_tokens: 5}                                  | lengths and images of their own | name one workload
            {input_tokens: 5}                                                   | output_tokens is missing | Maybe
            {name: code, cached_tokens: 4000}                                   | from 0 to below the 2048 input tokens | Write
            {input_tokens: 5, output_tokens: 5, images_per_request: 1}          | without their size | 1024x1024
            {input_tokens: 5, output_tokens: 5, image_size: 4x4}                | no images | images_per_request
            {name: multimodal, images_per_request: 1e6}                         | 1000000 is not a number of images | 10,000
            {name: multimodal, image_size: 99999x1}                             | not a size in pixels | 20,000
            {name: multimodal, image_size: 0x1}                                 | not a size in pixels | 20,000
            """)
    void mistakesAreNamedWithAMend(String workload, String problem, String mend) {
        assertThatThrownBy(() -> read("qwen2.5-vl-7b", workload)).isInstanceOfSatisfying(InputException.class, e -> {
            assertThat(e.getMessage()).contains(problem);
            assertThat(e.getMessage() + e.mend()).contains(mend);
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {name: multimodal}
            {mix: {multimodal: 1}}
            {input_tokens: 5, output_tokens: 5, images_per_request: 1, image_size: 9x9}
            """)
    void imagesNeedAModelWithATower(String workload) {
        assertThatThrownBy(() -> read("iflytekspark-13b", workload)).isInstanceOfSatisfying(InputException.class, e -> {
            assertThat(e.getMessage()).contains("iflytekspark-13b has no vision tower");
            assertThat(e.mend()).contains("qwen2.5-vl-7b", "kimi-k2.5");
        });
    }
}
