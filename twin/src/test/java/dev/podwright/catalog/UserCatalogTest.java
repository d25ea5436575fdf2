package dev.podwright.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.podwright.document.InputException;
import dev.podwright.units.Precision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UserCatalogTest {
    private static final String GOOD = """
            format: podwright-catalog/1
            sources:
              lab: our bench, rack 7
            chips:
              - id: my-card
                family: hopper
                peaks:
                  _comment: dense
                  bf16: {value: 900, unit: TFLOP/s, source: lab, confidence: "measured, third party"}
                  fp8: 1800TFLOP/s
                figures:
                  memory_capacity: 96GiB
                  memory_bandwidth: 4TB/s
                  scale_up_bandwidth: 450GB/s
                server: {wiring: switch, link: nvswitch, chips: 8}
            pods:
              - id: my-pod
                chip: my-card
                levels:
                  - {name: nvswitch, wiring: switch, groups: 8, bandwidth: 450GB/s}
                  - {name: rail, wiring: fat_tree, groups: 4, scale_out: true, bandwidth: 50GB/s, latency: 5us, oversubscription: 2}
            prices:
              - {of: h100-sxm, low: 25000, high: 30000, currency: USD, per: chip, dated: 2026-11}
            """;

    @TempDir
    private Path folder;

    private Catalog with(String name, String content) throws IOException {
        return Catalog.bundled().plus(Files.writeString(folder.resolve(name), content));
    }

    @Test
    void aUsersChipsPodsAndPricesJoinTheBundledOnes() throws IOException {
        Catalog catalog = with("mine.yaml", GOOD);
        Chip chip = catalog.chip("my-card");
        assertThat(chip.peaks().get(Precision.BF16)).satisfies(q -> {
            assertThat(q.si()).isEqualTo(900e12);
            assertThat(q.source()).isEqualTo("our bench, rack 7");
            assertThat(q.confidence()).isEqualTo(Confidence.MEASURED);
        });
        assertThat(chip.peaks().get(Precision.FP8).confidence()).isEqualTo(Confidence.USER);
        assertThat(chip.need(Figure.MEMORY_CAPACITY)).isEqualTo(96.0 * (1L << 30));
        Pod pod = catalog.pod("my-pod");
        assertThat(pod.chips()).isEqualTo(32);
        assertThat(pod.levels().getLast().oversubscription()).isEqualTo(2);
        assertThat(catalog.joined(pod, 64).chips()).isEqualTo(64);
        assertThat(catalog.adHoc("my-card", 4).levels()).hasSize(1);
        assertThat(catalog.chip("h100").prices()).singleElement().satisfies(p -> assertThat(p.middle()).isEqualTo(27_500));
        assertThat(catalog.chips()).hasSize(54);
        assertThat(Catalog.bundled().chips()).hasSize(53);
    }

    @Test
    void anEntryOfAKnownIdIsReplaced() throws IOException {
        Catalog catalog = with("mine.json", """
                {"chips": [{"id": "h100-sxm", "peaks": {"bf16": "1000TFLOP/s"}}]}
                """);
        assertThat(catalog.chip("h100-sxm").peak(Precision.BF16)).isEqualTo(1e15);
        assertThat(catalog.chips()).hasSize(53);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "fp8: 1800TFLOP/s             | fp8: 1800TFLOPS               | unknown unit \"TFLOPS\"",
        "fp8: 1800TFLOP/s             | fp9: 1800TFLOP/s              | unknown precision \"fp9\"",
        "fp8: 1800TFLOP/s             | fp8: 1800GB/s                 | GB/s is a bandwidth, but this is a compute rate",
        "value: 900                   | value: -900                   | is not a number above 0",
        "value: 900                   | value: many                   | is not a number",
        "memory_bandwidth: 4TB/s      | memory_bandwidth: -4TB/s      | is not a number above 0",
        "memory_bandwidth: 4TB/s      | memory_bandwidth: 4           | is not an amount with its unit",
        "memory_bandwidth: 4TB/s      | memory_bandwith: 4TB/s        | unknown figure \"memory_bandwith\"",
        "measured, third party        | measured by me                | is not one of",
        "family: hopper               | familly: hopper               | unknown field familly",
        "wiring: fat_tree             | wiring: tree                  | unknown wiring \"tree\"",
        "groups: 4                    | groups: 0                     | is not a whole number of at least 1",
        "oversubscription: 2          | oversubscription: 0.5         | is below 1",
        "chip: my-card                | chip: my-cart                 | there is no such chip",
        "id: my-pod                   | id: My Pod                    | is not an id of lower-case letters",
        "name: rail                   | name: nvswitch                | is not a name that no inner level has",
        "name: rail                   | name: rail.1                  | is not a name without dots",
        "of: h100-sxm                 | of: h100-smx                  | no such chip or pod",
        "currency: USD                | currency: BTC                 | is not one of USD",
        "per: chip                    | per: dozen                    | is not one of chip",
        "podwright-catalog/1          | podwright-catalog/9           | the format this version reads"})
    void aMistakeIsNamedWithItsPlace(String right, String wrong, String message) {
        assertThat(GOOD).contains(right);
        assertThatThrownBy(() -> with("mine.yaml", GOOD.replace(right, wrong)))
                .isInstanceOf(InputException.class).hasMessageContaining(message);
    }

    @Test
    void aMalformedFileIsNamedWithItsLine() {
        assertThatThrownBy(() -> with("mine.json", "{\n\"chips\": [\n{\"id\": \"x\",,}]}"))
                .isInstanceOf(InputException.class).hasMessageContaining("mine.json, line 3").hasMessageContaining("malformed JSON");
        assertThatThrownBy(() -> Catalog.bundled().plus(Path.of("nowhere.yaml")))
                .isInstanceOf(InputException.class).hasMessageContaining("nowhere.yaml");
    }

    @Test
    void levelsThatContradictThePublishedTotalAreRefused() {
        assertThatThrownBy(() -> with("mine.yaml", GOOD.replace("    chip: my-card", "    chip: my-card\n    chips: 33")))
                .isInstanceOf(InputException.class).hasMessageContaining("multiply to 32 chips, not 33");
    }

    @Test
    void onlyTheOutermostLevelScalesOut() {
        assertThatThrownBy(() -> with("mine.yaml", GOOD.replace("groups: 8, bandwidth", "groups: 8, scale_out: true, bandwidth")))
                .isInstanceOf(InputException.class).hasMessageContaining("outermost");
    }

    @Test
    void aTorusNeedsLengthsThatMultiplyToItsGroups() {
        String torus = "{name: rail, wiring: torus, groups: 4, dims: [2, 2], bandwidth: 50GB/s}";
        String old = GOOD.lines().filter(l -> l.contains("name: rail")).findFirst().orElseThrow().strip().substring(2);
        assertThatThrownBy(() -> with("mine.yaml", GOOD.replace(old, torus.replace(", dims: [2, 2]", ""))))
                .hasMessageContaining("a torus needs them");
        assertThatThrownBy(() -> with("mine.yaml", GOOD.replace(old, torus.replace("[2, 2]", "[2, 3]"))))
                .hasMessageContaining("whose product is 4");
    }
}
