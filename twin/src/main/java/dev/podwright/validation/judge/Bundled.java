package dev.podwright.validation.judge;

import dev.podwright.catalog.Catalog;
import dev.podwright.validation.Published;
import dev.podwright.validation.PublishedCheck;
import dev.podwright.validation.PublishedResult;
import dev.podwright.validation.PublishedTraining;
import java.util.Locale;

/// The published results that ship with the product, as judged rows: nothing was fitted to them.
final class Bundled {
    private final Catalog catalog;

    Bundled(Catalog catalog) {
        this.catalog = catalog;
    }

    JudgedRow row(PublishedCheck.Outcome outcome) {
        Published published = outcome.result();
        Entry entry = switch (published) {
            case PublishedResult r -> entry(Kind.SERVING, r, r.pod(), "", outcome.mixture());
            case PublishedTraining t -> entry(Kind.TRAINING, t, t.pod(), t.software(), outcome.mixture());
        };
        return entry.predicted(Metric.valueOf(published.quantity().toUpperCase(Locale.ROOT)), published.measured(), outcome.predicted(), outcome.step());
    }

    private Entry entry(Kind kind, Published published, String pod, String framework, boolean mixture) {
        return new Entry(kind, published.id(), mixture ? "moe" : "dense", catalog.pod(pod).chip(), published.source(), framework, false);
    }
}
