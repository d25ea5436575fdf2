package dev.podwright.app;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// A number of tokens on the command line, such as `13.2T`, `500B`, `4M` or `4096`: K, M, B and T are powers of a thousand.
///
/// @param count how many; a whole number where it is one
record Tokens(Number count) {

    static final class Converter implements ITypeConverter<Tokens> {
        private static final Pattern FORM = Pattern.compile("([0-9]*\\.?[0-9]+(?:[eE]\\+?[0-9]{1,2})?)([KMBT]?)");
        private static final Map<String, BigDecimal> SUFFIXES = Map.of("", BigDecimal.ONE, "K", new BigDecimal("1e3"), "M", new BigDecimal("1e6"),
                "B", new BigDecimal("1e9"), "T", new BigDecimal("1e12"));

        /// Digits of which every number fits a long.
        private static final int LONG_DIGITS = 18;

        @Override
        public Tokens convert(String text) {
            Matcher match = FORM.matcher(text.strip().toUpperCase(Locale.ROOT));
            if (!match.matches()) {
                throw new TypeConversionException("'%s' is not a number of tokens such as 13.2T, 500B or 4096".formatted(text));
            }
            BigDecimal count = new BigDecimal(match.group(1)).multiply(SUFFIXES.get(match.group(2)));
            boolean whole = count.stripTrailingZeros().scale() <= 0 && count.precision() - count.scale() <= LONG_DIGITS;
            return new Tokens(whole ? (Number) count.longValueExact() : (Number) count.doubleValue());
        }
    }
}
