package dev.podwright.app.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// An element of a page. Texts and attributes are escaped when it is written, so nothing that a file says becomes markup;
/// what is written is HTML and well-formed XML at once, so that any XML parser can check it.
final class Html {
    /// Elements that HTML writes without an end; all others need one, even when empty.
    private static final Set<String> VOID = Set.of("meta", "br", "col", "hr");
    private static final char REPLACEMENT = '\uFFFD';

    private final String name;
    private final Map<String, String> attributes = new LinkedHashMap<>();
    private final List<Object> content = new ArrayList<>();

    private Html(String name) {
        this.name = name;
    }

    /// An element with `content`: texts and elements.
    static Html tag(String name, Object... content) {
        return new Html(name).add(content);
    }

    /// A script or style sheet, written as it is.
    static Html raw(String name, String code) {
        Html element = new Html(name);
        element.content.add(new Raw(code));
        return element;
    }

    private record Raw(String code) {}

    Html with(String attribute, String value) {
        attributes.put(attribute, value);
        return this;
    }

    Html of(String cssClass) {
        return with("class", cssClass);
    }

    Html add(Object... more) {
        for (Object item : more) {
            if (!(item instanceof Html || item instanceof String)) {
                throw new IllegalArgumentException("The content (%s) of <%s> is neither a text nor an element.".formatted(item, name));
            }
            content.add(item);
        }
        return this;
    }

    Html addAll(Iterable<Html> more) {
        more.forEach(content::add);
        return this;
    }

    void write(StringBuilder out) {
        out.append('<').append(name);
        attributes.forEach((key, value) -> {
            out.append(' ').append(key).append("=\"");
            escape(out, value);
            out.append('"');
        });
        if (VOID.contains(name)) {
            out.append(" />");
            return;
        }
        out.append('>');
        for (Object item : content) {
            switch (item) {
                case Html element -> element.write(out);
                case Raw raw -> out.append(raw.code);
                default -> escape(out, (String) item);
            }
        }
        out.append("</").append(name).append('>');
    }

    @Override
    public String toString() {
        StringBuilder out = new StringBuilder();
        write(out);
        return out.toString();
    }

    private static void escape(StringBuilder out, String text) {
        text.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                default -> out.appendCodePoint(allowed(c) ? c : REPLACEMENT);
            }
        });
    }

    /// Characters that XML 1.0 can hold.
    private static boolean allowed(int c) {
        return c == '\t' || c == '\n' || c == '\r' || c >= 0x20 && c < 0xD800 || c > 0xDFFF && c != 0xFFFE && c != 0xFFFF;
    }
}
