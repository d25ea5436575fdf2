package dev.podwright.app;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// A length of time on the command line, such as `2s`, `50ms` or `800us`.
///
/// @param milliseconds the length in ms
record Span(double milliseconds) {

    static final class Converter implements ITypeConverter<Span> {
        private static final Pattern FORM = Pattern.compile("([0-9]*\\.?[0-9]+)\\s*(us|ms|s)");

        @Override
        public Span convert(String text) {
            Matcher match = FORM.matcher(text.strip());
            if (!match.matches()) {
                throw new TypeConversionException("'%s' is not a time such as 2s or 50ms".formatted(text));
            }
            double amount = Double.parseDouble(match.group(1));
            return new Span(switch (match.group(2)) {
                case "us" -> amount / 1e3;
                case "ms" -> amount;
                default -> amount * 1e3;
            });
        }
    }
}
