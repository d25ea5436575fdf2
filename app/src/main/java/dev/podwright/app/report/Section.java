package dev.podwright.app.report;

import java.util.List;

/// A section of a page.
///
/// @param id unique on the page
/// @param lead what the section answers, in a sentence
public record Section(String id, String heading, String lead, List<Block> blocks) {

    public Section {
        blocks = List.copyOf(blocks);
    }

    Html html() {
        return Html.tag("section", Html.tag("h2", heading), Html.tag("p", lead).of("lead")).with("id", id)
                .addAll(blocks.stream().map(Block::html).toList());
    }
}
