package dev.podwright.app.report;

import dev.podwright.app.Show;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;
import java.util.stream.Collectors;

/// Ranks in the boxes of a pod's levels, from the outside in: what stands in one box talks over that level. Boxes that are
/// alike are drawn a few times and then counted.
///
/// @param caption what one should see
/// @param rings the levels, from the inside out
/// @param ranks how many are used, from rank 0 on
/// @param seats who sits where
public record LevelsDrawing(String title, String caption, List<Ring> rings, long ranks, LongFunction<Seat> seats, List<Key> keys) {
    /// Ranks drawn at most: more cannot be told apart on a screen.
    private static final int MOST = 96;

    /// A level.
    ///
    /// @param name such as `ub-l1`
    /// @param says wiring and bandwidth, in words
    /// @param one what one group of it is called
    /// @param groups how many groups of the next inner level, or ranks, it joins
    /// @param open whether there are as many as one needs, so that unused ones are not worth a word
    public record Ring(String name, String says, String one, int groups, boolean open) {}

    /// A rank.
    ///
    /// @param text few characters
    /// @param group ranks of one group look alike; below 0 for none
    /// @param outline ranks side by side with the same number, not 0, stand in one frame
    /// @param faint whether it is not what the drawing is about
    /// @param says who it is, in words
    public record Seat(String text, int group, int outline, boolean faint, String says) {}

    /// An entry of the legend.
    public record Key(Seat sample, String meaning) {}

    Html html() {
        Html legend = Html.tag("ul").of("legend").addAll(keys.stream().map(k -> Html.tag("li", k.sample.outline == 0 ? seat(k.sample) : Html.tag("span", seat(k.sample)).of("frame"), Html.tag("span", k.meaning))).toList());
        String levels = used().isEmpty() ? "" : " Levels from the inside out: " + used().stream().map(ring -> "%s (%s)".formatted(ring.name, ring.says)).collect(Collectors.joining(", ")) + ".";
        return Html.tag("figure", Html.tag("figcaption", Html.tag("strong", title), " ", Html.tag("span", caption + levels)), legend, Html.tag("div", used().isEmpty() ? Html.tag("div").of("seats").addAll(outlined(0, ranks)) : box(used().size() - 1, 0)).of("levels")).of("drawing");
    }

    /// Levels that join more than one thing.
    private List<Ring> used() {
        return rings.stream().filter(ring -> ring.groups > 1).toList();
    }

    private long size(int level) {
        long size = 1;
        for (int i = 0; i <= level; i++) {
            size *= used().get(i).groups;
        }
        return size;
    }

    /// A group of `level` whose first rank is `first`.
    private Html box(int level, long first) {
        Ring ring = used().get(level);
        long inner = size(level - 1);
        long needed = Math.ceilDiv(Math.min(size(level), ranks - first), inner);
        long shown = Math.min(needed, Math.max(1, MOST / inner));
        Html body = Html.tag("div").of(level == 0 ? "seats" : "boxes");
        if (level == 0) {
            body.addAll(outlined(first, shown));
        } else {
            for (long i = 0; i < shown; i++) {
                body.add(box(level - 1, first + i * inner));
            }
        }
        String one = level == 0 ? "rank" : used().get(level - 1).one;
        if (needed > shown) {
            body.add(Html.tag("span", "+ %s more × %s".formatted(Show.count(needed - shown), one)).of("more"));
        }
        if (ring.groups > needed && !ring.open) {
            body.add(Html.tag("span", "%s × %s not used".formatted(Show.count(ring.groups - needed), one)).of("unused"));
        }
        // A pair is plain to see and too small for a name.
        return ring.groups == 2 && level == 0 ? Html.tag("div", body).of("box level0 pair")
                : Html.tag("div", Html.tag("p", ring.name).of("ring"), body).of("box level" + Math.min(level, 3));
    }

    /// Seats side by side, those of one outline in a frame.
    private List<Html> outlined(long first, long count) {
        List<Html> frames = new ArrayList<>();
        long frame = -1;
        for (long rank = first; rank < first + count; rank++) {
            Seat seat = seats.apply(rank);
            if (seat.outline != frame || frames.isEmpty()) {
                frames.add(Html.tag("span").of(seat.outline == 0 ? "bare" : "frame"));
                frame = seat.outline;
            }
            frames.getLast().add(seat(seat));
        }
        return frames;
    }

    private static Html seat(Seat seat) {
        String look = "seat " + (seat.group < 0 ? "blank" : "tone-" + Tone.series(seat.group).label()) + (seat.faint ? " faint" : "");
        return Html.tag("span", seat.text).of(look).with("title", seat.says);
    }
}
