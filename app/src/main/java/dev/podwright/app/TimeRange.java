package dev.podwright.app;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// A part of a recorded time, such as `600s-20m` or `9h-`.
///
/// @param from seconds since its begin
/// @param to seconds; infinity for the rest
record TimeRange(double from, double to) {
    static final TimeRange ALL = new TimeRange(0, Double.POSITIVE_INFINITY);

    static final class Converter implements ITypeConverter<TimeRange> {
        private static final Pattern FORM = Pattern.compile("([0-9]*\\.?[0-9]+)(s|m|h)?-(?:([0-9]*\\.?[0-9]+)(s|m|h)?)?");
        private static final double MINUTE = 60;
        private static final double HOUR = 3600;

        @Override
        public TimeRange convert(String text) {
            Matcher match = FORM.matcher(text.strip());
            if (match.matches()) {
                double from = seconds(match.group(1), match.group(2));
                double to = match.group(3) == null ? Double.POSITIVE_INFINITY : seconds(match.group(3), match.group(4));
                if (to > from) {
                    return new TimeRange(from, to);
                }
            }
            throw new TypeConversionException("'%s' is not a part of a time such as 600s-20m or 9h-".formatted(text));
        }

        private static double seconds(String amount, String unit) {
            double number = Double.parseDouble(amount);
            return unit == null || unit.equals("s") ? number : number * (unit.equals("m") ? MINUTE : HOUR);
        }
    }
}
