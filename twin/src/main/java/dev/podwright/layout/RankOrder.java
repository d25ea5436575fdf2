package dev.podwright.layout;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Which ranks of a training job stand beside each other, in the words of Megatron-Core, innermost first: `tp-cp-ep-dp-pp`, its default;
/// `tp-cp-ep-pp-dp`, its `--use-tp-pp-dp-mapping`, where only the copies that share experts stand inside the pipeline; and
/// `tp-cp-ep-dp8-pp-dp` with 8 copies inside.
///
/// Ranks fill inner levels of a pod first, so the order says which group travels over which level. Tensor ranks wait for each other twice in
/// every layer, context ranks once, experts' ranks twice: moving them outwards for the sake of gradients, which are summed once in an iteration
/// behind computation, or of a pipeline's neighbours, which pass a fraction of the same bytes, gains nothing, so their place is fixed.
public final class RankOrder {
    /// The pipeline outermost.
    public static final String USUAL = "tp-cp-ep-dp-pp";
    /// Data-parallel copies outermost.
    public static final String COPIES_OUTSIDE = "tp-cp-ep-pp-dp";
    private static final Pattern WORDS = Pattern.compile("tp-cp(?:-ep)?(?:-dp(\\d{1,6}))?-pp-dp");
    private static final Pattern USUAL_WORDS = Pattern.compile("tp-cp(?:-ep)?-dp-pp");

    private RankOrder() {}

    public static String of(TrainingLayout layout) {
        if (layout.inside() == layout.data()) {
            return USUAL;
        }
        return layout.inside() == fewest(layout) ? COPIES_OUTSIDE : "tp-cp-ep-dp%d-pp-dp".formatted(layout.inside());
    }

    /// The layout in the order that `words` name.
    ///
    /// @return empty if the words are none of an order, or of more copies than there are
    public static Optional<TrainingLayout> read(String words, TrainingLayout layout) {
        if (USUAL_WORDS.matcher(words).matches()) {
            return Optional.of(layout.inside(layout.data()));
        }
        Matcher matcher = WORDS.matcher(words);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        int inside = matcher.group(1) == null ? fewest(layout) : Integer.parseInt(matcher.group(1));
        boolean fits = inside > 0 && layout.data() % inside == 0 && inside % fewest(layout) == 0;
        return fits ? Optional.of(layout.inside(inside)) : Optional.empty();
    }

    /// How to launch a job whose order is not the usual one, in a sentence. Megatron-Core has an option for copies outermost
    /// (NVIDIA/Megatron-LM@fbb375d megatron/training/arguments.py), of experts only where attention has as many copies as they. Any order that
    /// keeps nodes whole comes of the usual one by listing the nodes otherwise.
    public static String launch(TrainingLayout layout) {
        return layout.inside() == 1 ? "Megatron-Core: --use-tp-pp-dp-mapping."
                : "Keep the usual order and list the nodes so that those of a stage come in blocks of %,d ranks, %,d ranks apart.".formatted(layout.block(), (long) layout.block() * layout.pipeline());
    }

    /// Fewest copies that must stand inside the pipeline: those among which experts are spread.
    public static int fewest(TrainingLayout layout) {
        int holders = layout.experts() * layout.expertTensor();
        return holders / gcd(holders, layout.tensor() * layout.context());
    }

    private static int gcd(int a, int b) {
        return b == 0 ? a : gcd(b, a % b);
    }
}
