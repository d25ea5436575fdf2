package dev.podwright.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class TokensTest {
    @ParameterizedTest
    @CsvSource({"13.2T,13200000000000", "500B,500000000000", "4m,4000000", "4096,4096", "1e9,1000000000", "0.5K,500", ".5K,500"})
    void suffixesArePowersOfAThousand(String text, long count) {
        assertThat(new Tokens.Converter().convert(text).count()).isEqualTo(count);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "T", "abc", "-5", "1.2.3T", "5Q", "5 TB", "1e999", "NaN"})
    void anythingElseIsRefused(String text) {
        assertThatExceptionOfType(TypeConversionException.class).isThrownBy(() -> new Tokens.Converter().convert(text)).withMessageContaining("13.2T");
    }
}
