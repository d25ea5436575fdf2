package dev.podwright.units;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class UnitTest {
    @ParameterizedTest
    @CsvSource({"TFLOP/s, 354, 3.54e14", "GiB, 64, 68719476736", "GB, 80, 8e10", "Gbit/s, 400, 5e10", "TB/s, 1.6, 1.6e12", "us, 4.5, 4.5e-6",
            "kW, 120, 1.2e5"})
    void publishedFiguresBecomeSi(String symbol, double amount, double si) {
        assertThat(Unit.of(symbol).orElseThrow().toSi(amount)).isCloseTo(si, within(1e-12 * si));
    }

    @ParameterizedTest
    @EnumSource
    void everyUnitIsFoundByItsSymbolAndConvertsBack(Unit unit) {
        assertThat(Unit.of(unit.symbol())).contains(unit);
        assertThat(unit.fromSi(unit.toSi(3.7))).isCloseTo(3.7, within(1e-12));
    }

    @Test
    void symbolsAreUniqueAndExact() {
        assertThat(Arrays.stream(Unit.values()).map(Unit::symbol)).doesNotHaveDuplicates();
        assertThat(Unit.of("gb/s")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"bf16, 2", "fp8, 1", "mxfp4, 0.53125", "nvfp4, 0.5625", "int4, 0.515625", "fp32, 4"})
    void aPrecisionWeighsItsBitsAndItsScales(String label, double bytes) {
        Precision precision = Precision.of(label).orElseThrow();

        assertThat(precision.bytes()).isEqualTo(bytes);
        assertThat(precision.label()).isEqualTo(label);
    }

    @Test
    void anUnknownPrecisionIsAbsent() {
        assertThat(Precision.of("fp9")).isEmpty();
    }
}
