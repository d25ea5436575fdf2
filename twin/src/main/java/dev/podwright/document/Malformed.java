package dev.podwright.document;

import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import tools.jackson.core.JacksonException;

/// What a parser's complaint means to the person who wrote the file.
final class Malformed {
    /// Hints to programmers that the parser appends: its source marker and the settings it names in back quotes.
    private static final Pattern FOR_PROGRAMMERS = Pattern.compile(" \\(start marker at .*|, from `[^`]*`|: enable `.*");

    private Malformed() {}

    /// One line without a full stop at its end.
    static String reason(JacksonException fault) {
        String message = fault.getCause() instanceof MarkedYamlEngineException yaml ? marked(yaml) : fault.getOriginalMessage();
        String line = message == null ? "" : message.lines().findFirst().orElse("");
        String plain = FOR_PROGRAMMERS.matcher(line).replaceAll("");
        return plain.isEmpty() ? "it cannot be read" : plain.endsWith(".") ? plain.substring(0, plain.length() - 1) : plain;
    }

    /// The parser's message puts the problem after its context and an excerpt of the file.
    private static String marked(MarkedYamlEngineException yaml) {
        String context = yaml.getContext();
        return context == null ? yaml.getProblem() : context + ", " + yaml.getProblem();
    }
}
