package dev.podwright.app.report;

import java.util.List;
import java.util.stream.Stream;

/// A piece of a section.
public sealed interface Block {

    Html html();

    /// Figures that are or stand in this block.
    default Stream<Figure> figures() {
        return Stream.empty();
    }

    /// A sentence or two.
    record Text(String text) implements Block {
        @Override
        public Html html() {
            return Html.tag("p", text);
        }
    }

    /// Sentences that belong together but do not build on each other.
    record Points(List<String> sentences) implements Block {
        @Override
        public Html html() {
            return Html.tag("ul").addAll(sentences.stream().map(s -> Html.tag("li", s)).toList());
        }
    }

    /// Something to type or to store, character by character.
    record Code(String title, String code) implements Block {
        @Override
        public Html html() {
            return Html.tag("figure", Html.tag("figcaption", title), Html.tag("pre", Html.tag("code", code))).of("code");
        }
    }

    /// Headline numbers.
    record Cards(List<Card> cards) implements Block {
        @Override
        public Html html() {
            return Html.tag("div").of(cards.size() % 4 != 0 && cards.size() % 3 == 0 ? "cards three" : "cards").addAll(cards.stream().map(Card::html).toList());
        }
    }

    /// Blocks under a smaller heading.
    record Part(String heading, List<Block> blocks) implements Block {
        @Override
        public Html html() {
            return Html.tag("section", Html.tag("h3", heading)).of("part").addAll(blocks.stream().map(Block::html).toList());
        }

        @Override
        public Stream<Figure> figures() {
            return blocks.stream().flatMap(Block::figures);
        }
    }

    /// Blocks side by side where the screen is wide enough.
    record Beside(List<? extends Block> blocks) implements Block {
        @Override
        public Html html() {
            return Html.tag("div").of(blocks.size() % 3 == 0 ? "beside three" : "beside").addAll(blocks.stream().map(Block::html).toList());
        }

        @Override
        public Stream<Figure> figures() {
            return blocks.stream().flatMap(Block::figures);
        }
    }

    /// Blocks that show when asked for.
    record Folded(String summary, List<? extends Block> blocks) implements Block {
        @Override
        public Html html() {
            return Html.tag("details", Html.tag("summary", summary)).addAll(blocks.stream().map(Block::html).toList());
        }

        @Override
        public Stream<Figure> figures() {
            return blocks.stream().flatMap(Block::figures);
        }
    }

    /// A table whose numbers stand to the right.
    record Rows(Table table) implements Block {
        @Override
        public Html html() {
            return table.html();
        }
    }

    /// A chart with its caption and its numbers.
    record Picture(Figure figure) implements Block {
        @Override
        public Html html() {
            return figure.html();
        }

        @Override
        public Stream<Figure> figures() {
            return Stream.of(figure);
        }
    }

    /// A layout drawn on the levels of a pod.
    record Drawing(LevelsDrawing drawing) implements Block {
        @Override
        public Html html() {
            return drawing.html();
        }
    }

    /// A network drawn as what it is.
    record Topology(TopologyDrawing drawing) implements Block {
        @Override
        public Html html() {
            return drawing.html();
        }
    }
}
