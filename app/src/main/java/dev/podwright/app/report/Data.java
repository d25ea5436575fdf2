package dev.podwright.app.report;

import dev.podwright.app.Show;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/// Values for the JSON block of a page, and counts for its texts.
final class Data {
    /// More digits than a screen has dots.
    private static final MathContext DIGITS = new MathContext(6);

    private Data() {}

    static Map<String, Object> of(Object... pairs) {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            fields.put((String) pairs[i], pairs[i + 1]);
        }
        return fields;
    }

    static double rounded(double value) {
        return new BigDecimal(value).round(DIGITS).doubleValue();
    }

    /// A number of things as text: without decimals where it is whole.
    static String counted(double number) {
        return number == Math.rint(number) && Math.abs(number) < Integer.MAX_VALUE ? Show.count((long) number) : Show.number(number);
    }

    static List<Double> rounded(List<Double> values) {
        return values.stream().map(v -> rounded(v.doubleValue())).toList();
    }

    static void mark(Map<String, Object> fields, OptionalDouble mark, String name) {
        if (mark.isPresent() && Double.isFinite(mark.getAsDouble())) {
            fields.put("mark", rounded(mark.getAsDouble()));
            fields.put("mark_name", name);
        }
    }
}
