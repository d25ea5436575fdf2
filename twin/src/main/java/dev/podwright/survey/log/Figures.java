package dev.podwright.survey.log;

import dev.podwright.document.InputException;

/// Numbers of a log, with errors that name the line.
final class Figures {
    private Figures() {}

    static double of(String file, int line, String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new InputException("%s, line %d: \"%s\" stands where a number should.".formatted(file, line, text), "The row is damaged or from another program; run it again.", e);
        }
    }
}
