package dev.podwright.app;

import dev.podwright.document.InputException;
import picocli.CommandLine.TypeConversionException;

/// Numbers on the command line, with errors in words that say what is right.
final class Numbers {
    private Numbers() {}

    static Integer whole(String text) {
        try {
            return Integer.valueOf(text);
        } catch (NumberFormatException e) {
            throw new TypeConversionException("'%s' is not a whole number from %,d to %,d".formatted(text, Integer.MIN_VALUE, Integer.MAX_VALUE));
        }
    }

    /// The number given for `option`, which holds more than one.
    static Double given(String option, String text) {
        try {
            return Double.valueOf(text);
        } catch (NumberFormatException e) {
            throw new InputException("%s: '%s' is not a number.".formatted(option, text), "Write such as 0.5.", e);
        }
    }

    /// The share given for `option`, as a number or in percent.
    static double share(String option, String text) {
        boolean percent = text.endsWith("%");
        return given(option, percent ? text.substring(0, text.length() - 1) : text) / (percent ? 100 : 1);
    }

    static Double number(String text) {
        try {
            return Double.valueOf(text);
        } catch (NumberFormatException e) {
            throw new TypeConversionException("'%s' is not a number".formatted(text));
        }
    }
}
