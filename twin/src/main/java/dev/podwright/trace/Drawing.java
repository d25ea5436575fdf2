package dev.podwright.trace;

import dev.podwright.workload.Draw;
import dev.podwright.workload.RequestClass;
import dev.podwright.workload.RequestMix;
import dev.podwright.workload.LengthSpread;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// Draws requests of a mix: their kind by its share, then images, prompt and answer, cut to the model's context as [RequestMix]'s means are.
final class Drawing {
    /// More images than all but so many requests have are not drawn.
    private static final double RAREST = 1e-3;

    private final List<RequestClass> classes;
    private final Lengthening lengths;
    private final long[] cutPrompts;
    private final long[] cutAnswers;
    private final long[] drawn;
    private int kind;
    private int input;
    private int output;
    private int images;

    Drawing(RequestMix mix, Lengthening lengths) {
        this.classes = mix.classes();
        this.lengths = lengths;
        this.cutPrompts = new long[classes.size()];
        this.cutAnswers = new long[classes.size()];
        this.drawn = new long[classes.size()];
    }

    void next(RandomGenerator random) {
        double at = random.nextDouble();
        kind = 0;
        while (kind + 1 < classes.size() && at >= classes.get(kind).share()) {
            at -= classes.get(kind++).share();
        }
        draw(classes.get(kind), random);
    }

    /// Tokens of one more answer to a request of `kind`.
    int answer(int ofKind, RandomGenerator random) {
        RequestClass c = classes.get(ofKind);
        return whole(length(c.draw().answer(), c.lengths().output(), random));
    }

    private void draw(RequestClass c, RandomGenerator random) {
        Draw draw = c.draw();
        drawn[kind]++;
        images = images(c, random);
        double text = length(draw.text(), c.lengths().input() - c.images().perRequest() * draw.imageTokens(), random);
        double answer = length(draw.answer(), c.lengths().output(), random);
        input = whole(text) + images * draw.imageTokens();
        output = whole(answer);
        long context = draw.context();
        if (cuts(draw) && (long) input + output > context) {
            // Prompts may fill the context but for the answer, of which at most half the context is kept free.
            int most = (int) (context - Math.min(output, context / 2));
            if (input > most) {
                cutPrompts[kind]++;
                input = most;
                images = draw.imageTokens() == 0 ? 0 : Math.min(images, input / draw.imageTokens());
            }
            if (output > context - input) {
                cutAnswers[kind]++;
                output = (int) (context - input);
            }
        }
    }

    /// Of lengths that follow a law some may exceed the context; a mean that does was asked for.
    private boolean cuts(Draw draw) {
        return draw.context() > 0 && lengths.laws();
    }

    private static int whole(double tokens) {
        return Math.max(1, (int) Math.round(tokens));
    }

    private double length(Optional<LengthSpread> law, double mean, RandomGenerator random) {
        if (lengths.laws() && law.isPresent()) {
            return law.get().at(random.nextGaussian());
        }
        return lengths.from() == lengths.to() ? mean * lengths.from() : mean * random.nextDouble(lengths.from(), lengths.to());
    }

    /// The images of a request. Where laws are known, one and a geometric number more: half of the requests with two on average have one
    /// and one in ten four or more, as ServeGen's do (half one, one in ten three or more). Otherwise the mean, a broken part by chance.
    private int images(RequestClass c, RandomGenerator random) {
        double mean = c.images().perRequest();
        if (mean == 0) {
            return 0;
        }
        if (geometric(c)) {
            return Math.min(mostImages(c), 1 + (int) (Math.log(1 - random.nextDouble()) / Math.log(1 - 1 / mean)));
        }
        return (int) mean + (random.nextDouble() < mean - Math.floor(mean) ? 1 : 0);
    }

    private boolean geometric(RequestClass c) {
        return lengths.laws() && c.draw().text().isPresent() && c.images().perRequest() > 1;
    }

    private int mostImages(RequestClass c) {
        double mean = c.images().perRequest();
        return geometric(c) ? 1 + (int) (Math.log(RAREST) / Math.log(1 - 1 / mean)) : (int) Math.ceil(mean);
    }

    int kind() {
        return kind;
    }

    int input() {
        return input;
    }

    int output() {
        return output;
    }

    int images() {
        return images;
    }

    int imageTokens() {
        return imageTokens(kind);
    }

    int imageTokens(int ofKind) {
        return classes.get(ofKind).draw().imageTokens();
    }

    /// Tokens that no request exceeds.
    long longest() {
        return classes.stream().mapToLong(this::longest).max().orElseThrow();
    }

    private long longest(RequestClass c) {
        Draw draw = c.draw();
        double text = longest(draw.text(), c.lengths().input() - c.images().perRequest() * draw.imageTokens());
        double answer = longest(draw.answer(), c.lengths().output());
        long most = (long) Math.ceil(text + answer) + (long) mostImages(c) * draw.imageTokens() + 1;
        return cuts(draw) ? Math.min(draw.context(), most) : most;
    }

    private double longest(Optional<LengthSpread> law, double mean) {
        return law.filter(_ -> lengths.laws()).map(LengthSpread::longest).orElse(lengths.to() * mean);
    }

    List<String> remarks() {
        List<String> remarks = new ArrayList<>();
        for (int i = 0; i < classes.size(); i++) {
            if (cutPrompts[i] + cutAnswers[i] > 0) {
                remarks.add("%s: %,d prompts and %,d answers of %,d requests were cut to the context of %,d tokens.".formatted(classes.get(i).name(), cutPrompts[i], cutAnswers[i], drawn[i],
                        classes.get(i).draw().context()));
            }
        }
        return remarks;
    }
}
