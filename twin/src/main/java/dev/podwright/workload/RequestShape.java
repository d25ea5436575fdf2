package dev.podwright.workload;

import dev.podwright.model.Architecture;
import dev.podwright.model.VisionTower;
import java.util.ArrayList;
import java.util.List;

/// What requests of one kind look like before it is known which model reads them.
///
/// @param input text tokens of the prompt
/// @param limits that such requests usually have
public record RequestShape(String name, TokenCount input, TokenCount output, CachedPart cached, Images images, Limits limits) {
    /// What is cut begins below the 99th percentile.
    private static final double LEAST_PERCENT = 1;

    /// Requests that have no usual limits.
    public RequestShape(String name, TokenCount input, TokenCount output, CachedPart cached, Images images) {
        this(name, input, output, cached, images, Limits.NONE);
    }

    /// Requests as one model takes them.
    ///
    /// @param remarks what was cut, in sentences
    public record Fitted(RequestClass requests, List<String> remarks) {}

    public RequestShape withInput(TokenCount other) {
        return new RequestShape(name, other, output, cached, images, limits);
    }

    public RequestShape withOutput(TokenCount other) {
        return new RequestShape(name, input, other, cached, images, limits);
    }

    public RequestShape withCached(CachedPart other) {
        return new RequestShape(name, input, output, other, images, limits);
    }

    public RequestShape withImages(Images other) {
        return new RequestShape(name, input, output, cached, other, limits);
    }

    /// Whether `model` can read such requests: images need a vision tower.
    public boolean suits(Architecture model) {
        return !images.any() || model.vision().isPresent();
    }

    /// The requests as `model` takes them: with the tokens of their images, and cut to its context.
    ///
    /// Prompts may fill the context but for the mean answer, of which at most half the context is kept free; answers may
    /// fill what the mean prompt leaves. Of a prompt that is cut the same share is found in the cache.
    ///
    /// @param share of all requests
    public Fitted on(Architecture model, double share) {
        List<String> remarks = new ArrayList<>();
        double seen = images.any() ? images.tokens(tower(model)) : 0;
        double prompt = input.mean().value();
        double answer = output.mean().value();
        double context = model.contextLimit();
        if (context > 0) {
            prompt = cut("prompts", input, context - seen - Math.min(answer, context / 2), model, remarks);
            answer = cut("answers", output, context - seen - prompt, model, remarks);
            if (prompt + seen + answer > context) {
                remarks.add("%s: %,.0f tokens of prompt and %,.0f of answer exceed the context of %s (%,.0f); they are priced as if it took them."
                        .formatted(name, prompt + seen, answer, model.id(), context));
            }
        }
        double whole = input.mean().value() + seen;
        double found = prompt == input.mean().value() ? cached.of(whole) : cached.of(whole) * (prompt + seen) / whole;
        Lengths lengths = new Lengths(prompt + seen, answer, found);
        boolean vary = input.law().isPresent() || output.law().isPresent();
        Draw draw = new Draw(input.spread(), output.spread(), images.any() ? tower(model).tokens(images.wide(), images.high()) : 0, vary ? model.contextLimit() : 0);
        return new Fitted(new RequestClass(name, share, lengths, images, draw, limits), remarks);
    }

    private VisionTower tower(Architecture model) {
        return model.vision().orElseThrow(() -> new IllegalArgumentException("%s has no vision tower for the images of %s.".formatted(model.id(), name)));
    }

    private double cut(String what, TokenCount tokens, double limit, Architecture model, List<String> remarks) {
        double whole = tokens.mean().value();
        if (limit < 1 || !tokens.reaches(limit)) {
            return whole;
        }
        double rest = Math.max(1, tokens.meanCutAt(limit));
        double above = tokens.law().orElseThrow().above(limit);
        remarks.add("%s: about %.0f %% of the %s do not fit in the context of %s (%,d tokens) and count as cut to it: %,.0f tokens on average, not %,.0f."
                .formatted(name, Math.max(LEAST_PERCENT, 100 * above), what, model.id(), model.contextLimit(), rest, whole));
        return rest;
    }
}
