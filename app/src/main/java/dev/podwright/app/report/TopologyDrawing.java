package dev.podwright.app.report;

import dev.podwright.app.drawing.Look;
import dev.podwright.app.drawing.Mark;
import dev.podwright.app.drawing.Picture;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Pictures of a network as SVG, beside each other, with a key to what is marked. Needs no script; the style sheet colours it by day and by night.
///
/// @param caption what one should see
public record TopologyDrawing(String title, String caption, List<Picture> pictures) {
    private static final String NOTHING = "";

    public TopologyDrawing {
        pictures = List.copyOf(pictures);
    }

    Html html() {
        Html figure = Html.tag("figure", Html.tag("figcaption", Html.tag("strong", title), " ", Html.tag("span", caption))).of("topology");
        Html key = key();
        if (key != null) {
            figure.add(key);
        }
        return figure.add(Html.tag("div").of(pictures.size() == 1 ? "single" : "beside").addAll(pictures.stream().map(TopologyDrawing::picture).toList()));
    }

    private Html key() {
        Set<Look> looks = pictures.stream().flatMap(p -> p.marks().stream()).map(Mark::look).collect(Collectors.toCollection(TreeSet::new));
        Html key = Html.tag("ul").of("legend");
        boolean any = false;
        if (looks.stream().anyMatch(l -> l.name().startsWith("HEAT"))) {
            Html scale = Html.tag("span").of("scale").with("aria-hidden", "true");
            for (int step = 0; step < Look.STEPS; step++) {
                scale.add(Html.tag("span").of("step " + Look.heat((double) step / (Look.STEPS - 1)).css()));
            }
            key.add(Html.tag("li", Html.tag("span", "idle"), scale, Html.tag("span", "busy all the time")));
            any = true;
        }
        any |= entry(key, looks, Look.DOWN, "failed link");
        any |= entry(key, looks, Look.DEAD, "failed link");
        any |= entry(key, looks, Look.LOST, "failed card or switch");
        any |= entry(key, looks, Look.SLOW, "slowed, or some of its cables failed");
        any |= entry(key, looks, Look.SPARE, "spare card");
        return any ? key : null;
    }

    private static boolean entry(Html key, Set<Look> looks, Look look, String meaning) {
        if (looks.contains(look)) {
            key.add(Html.tag("li", Html.tag("span").of("mark " + look.css()), Html.tag("span", meaning)));
        }
        return looks.contains(look);
    }

    private static Html picture(Picture picture) {
        Html svg = Html.tag("svg").with("xmlns", "http://www.w3.org/2000/svg").with("viewBox", "0 0 %s %s".formatted(number(picture.width()), number(picture.height())))
                .with("role", "img").with("aria-label", picture.title() + ". " + picture.says()).addAll(picture.marks().stream().map(TopologyDrawing::mark).toList());
        return Html.tag("div", Html.tag("h4", picture.title()), svg, Html.tag("p", picture.says())).of("scene");
    }

    private static Html mark(Mark mark) {
        return switch (mark) {
            case Mark.Lines lines -> Html.tag("path").of("wire " + lines.look().css()).with("d", lines.path());
            case Mark.Fields fields -> Html.tag("path").of("thing " + fields.look().css()).with("d", fields.path());
            case Mark.Box box -> said(Html.tag("rect").of("thing " + box.look().css()).with("x", number(box.x())).with("y", number(box.y())).with("width", number(box.width()))
                    .with("height", number(box.height())).with("rx", "4"), box.says());
            case Mark.Dot dot -> said(Html.tag("circle").of("thing " + dot.look().css()).with("cx", number(dot.x())).with("cy", number(dot.y())).with("r", number(dot.radius())), dot.says());
            case Mark.Words words -> Html.tag("text", words.text()).of(words.look().css()).with("x", number(words.x())).with("y", number(words.y())).with("text-anchor", words.anchor());
        };
    }

    private static Html said(Html shape, String says) {
        return says.equals(NOTHING) ? shape : shape.add(Html.tag("title", says));
    }

    private static String number(double value) {
        return Picture.number(value);
    }
}
