package dev.podwright.app.report;

import java.util.LinkedHashMap;
import java.util.Map;

/// A chart that says in words what one should see, with the numbers behind it.
///
/// @param id unique on the page; letters, digits and hyphens
/// @param caption one or two sentences
public record Figure(String id, String title, String caption, Chart chart, Table numbers) {

    public Figure {
        if (!id.matches("[a-z][a-z0-9-]*")) {
            throw new IllegalArgumentException("The id (%s) must be small letters, digits and hyphens.".formatted(id));
        }
    }

    Html html() {
        Html place = Html.tag("div").of("chart").with("id", id).with("role", "img").with("aria-label", title + ". " + caption);
        return Html.tag("figure",
                Html.tag("figcaption", Html.tag("strong", title), " ", Html.tag("span", caption)),
                place,
                Html.tag("details", Html.tag("summary", "The numbers"), numbers.html())).of("plot");
    }

    /// What the script of the page draws.
    Map<String, Object> data() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("id", id);
        fields.put("kind", chart.kind());
        fields.putAll(chart.data());
        return fields;
    }
}
