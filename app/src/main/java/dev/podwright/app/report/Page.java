package dev.podwright.app.report;

import dev.podwright.app.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A whole page: one file with its style, its charts' library, data and script inside. Same content, same bytes.
///
/// @param kind what the page tells of, such as `plan`
/// @param title the question, in a line
/// @param lead the answer, in a sentence or two
public record Page(String kind, String title, String lead, List<Section> sections) {
    /// The smallest of the ready-made builds that has bars, lines, scatter and the SVG renderer.
    private static final String LIBRARY = "/META-INF/resources/_static/echarts/6.0.0/dist/echarts.common.min.js";
    private static final String SCHEMA = "podwright-report/1";

    /// Nothing is loaded from anywhere, whatever the page holds.
    private static final String POLICY = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:";

    public Page {
        sections = List.copyOf(sections);
    }

    public String html() {
        StringBuilder out = new StringBuilder("<!DOCTYPE html>\n");
        Html.tag("html", head(), "\n", body()).with("lang", "en").of("plain").write(out);
        return out.append('\n').toString();
    }

    private Html head() {
        return Html.tag("head",
                Html.tag("meta").with("charset", "utf-8"), "\n",
                Html.tag("meta").with("name", "viewport").with("content", "width=device-width, initial-scale=1"), "\n",
                Html.tag("meta").with("name", "color-scheme").with("content", "light dark"), "\n",
                Html.tag("meta").with("http-equiv", "Content-Security-Policy").with("content", POLICY), "\n",
                Html.tag("title", title + " - Podwright"), "\n",
                Html.raw("style", commented(resource("report.css"))));
    }

    private Html body() {
        Html contents = Html.tag("nav").with("aria-label", "Sections")
                .addAll(sections.stream().map(s -> Html.tag("a", s.heading()).with("href", "#" + s.id())).toList());
        Html main = Html.tag("main",
                Html.tag("header", Html.tag("p", "Podwright " + kind).of("kind"), Html.tag("h1", title), Html.tag("p", lead).of("lead")),
                contents,
                Html.tag("noscript", Html.tag("p", "The charts need JavaScript. The numbers behind each stand in the table below it.")));
        sections.forEach(section -> main.add("\n", section.html()));
        return Html.tag("body", main, "\n",
                Html.raw("script", data()).with("type", "application/json").with("id", "data"), "\n",
                Html.raw("script", commented(resource(LIBRARY))), "\n",
                Html.raw("script", commented(resource("report.js"))));
    }

    /// The charts as JSON that neither ends the script nor upsets an XML parser.
    private String data() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("schema", SCHEMA);
        fields.put("charts", sections.stream().flatMap(s -> s.blocks().stream()).flatMap(Block::figures).map(Figure::data).toList());
        return Json.text(fields).replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e");
    }

    /// Code between marks that are comments to a browser and make it plain text for an XML parser. A `</script` or `]]>` can
    /// stand in a JavaScript string only, where the escapes say the same.
    private static String commented(String code) {
        return "/*<![CDATA[*/\n" + code.replace("</script", "<\\/script").replace("]]>", "]]\\x3e") + "\n/*]]>*/";
    }

    private static String resource(String name) {
        try (InputStream in = Page.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("The resource %s is not on the class path.".formatted(name));
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
