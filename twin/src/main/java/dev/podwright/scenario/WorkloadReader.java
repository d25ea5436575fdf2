package dev.podwright.scenario;

import dev.podwright.document.InputException;
import dev.podwright.document.Node;
import dev.podwright.model.Architecture;
import dev.podwright.model.Models;
import dev.podwright.workload.CachedPart;
import dev.podwright.workload.Images;
import dev.podwright.workload.NamedWorkload;
import dev.podwright.workload.NamedWorkloads;
import dev.podwright.workload.RequestClass;
import dev.podwright.workload.RequestMix;
import dev.podwright.workload.RequestShape;
import dev.podwright.workload.TokenCount;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Reads the kinds of requests of a scenario: lengths as given, a named workload, or a mix of those.
final class WorkloadReader {
    private static final List<String> OWN = List.of("input_tokens", "output_tokens", "cached_tokens", "images_per_request", "image_size");
    /// The fields of `workload`, those of the load counted.
    static final List<String> FIELDS = List.of("name", "mix", "input_tokens", "output_tokens", "cached_tokens", "images_per_request", "image_size",
            "rate_per_s", "concurrency");

    /// No model takes more; a larger number is a slip.
    private static final double MOST_TOKENS = 1e8;
    /// No request carries more images, and no image has longer sides; more is a slip.
    private static final double MOST_IMAGES = 10_000;
    private static final int LONGEST_SIDE = 20_000;
    private static final Pattern SIZE = Pattern.compile("(\\d{1,5})x(\\d{1,5})");

    private final Node workload;
    private final Architecture model;

    private WorkloadReader(Node workload, Architecture model) {
        this.workload = workload;
        this.model = model;
    }

    /// The requests that the object `workload` asks `model` to serve.
    ///
    /// @throws InputException on a name that is not known, fields that exclude each other, figures that are absurd, and images for
    ///     a model without a vision tower
    static RequestMix read(Node workload, Architecture model) {
        WorkloadReader reader = new WorkloadReader(workload, model);
        Optional<Node> name = workload.find("name");
        boolean allSeven = name.isPresent() && name.get().text().equals(NamedWorkloads.ALL_SEVEN);
        return allSeven || workload.find("mix").isPresent() ? reader.mix(name, allSeven) : reader.single(name);
    }

    private RequestMix single(Optional<Node> name) {
        RequestShape shape = name.map(n -> NamedWorkloads.named(n).shape()).orElseGet(() -> new RequestShape(RequestClass.PLAIN,
                TokenCount.of(tokens(workload.get("input_tokens"))), TokenCount.of(tokens(workload.get("output_tokens"))), new CachedPart.Tokens(0), Images.NONE));
        RequestShape own = overridden(shape);
        if (!own.suits(model)) {
            throw blind(own.name());
        }
        RequestShape.Fitted fitted = own.on(model, 1);
        return new RequestMix(List.of(fitted.requests()), List.of(), fitted.remarks());
    }

    private RequestMix mix(Optional<Node> name, boolean allSeven) {
        OWN.stream().map(workload::find).flatMap(Optional::stream).findFirst().ifPresent(own -> {
            throw new InputException("%s: the requests of a mix have lengths and images of their own.".formatted(own.place()),
                    "Leave it out, or name one workload.");
        });
        if (name.isPresent() && !allSeven) {
            throw new InputException("%s: both the workload %s and a mix are given.".formatted(name.get().place(), name.get().text()),
                    "Give one of them; only %s can be weighted by a mix.".formatted(NamedWorkloads.ALL_SEVEN));
        }
        Map<NamedWorkload, Double> weights = weights(allSeven);
        Map<NamedWorkload, Double> served = new LinkedHashMap<>(weights);
        served.keySet().removeIf(w -> !w.shape().suits(model));
        if (served.isEmpty()) {
            throw blind(weights.keySet().iterator().next().name());
        }
        List<String> unserved = weights.keySet().stream().filter(w -> !served.containsKey(w)).map(NamedWorkload::name).toList();
        double sum = served.values().stream().mapToDouble(Double::doubleValue).sum();
        List<RequestClass> classes = new ArrayList<>();
        List<String> remarks = new ArrayList<>();
        unserved.forEach(u -> remarks.add("%s is not served: %s has no vision tower; the shares are those of the other %d."
                .formatted(u, model.id(), served.size())));
        served.forEach((w, weight) -> {
            RequestShape.Fitted fitted = w.shape().on(model, weight / sum);
            classes.add(fitted.requests());
            remarks.addAll(fitted.remarks());
        });
        return new RequestMix(classes, unserved, remarks);
    }

    /// All seven with equal weights, those of the mix in their place; or the mix alone.
    private Map<NamedWorkload, Double> weights(boolean allSeven) {
        Map<NamedWorkload, Double> weights = new LinkedHashMap<>();
        if (allSeven) {
            NamedWorkloads.seven().forEach(w -> weights.put(w, 1.0));
        }
        workload.find("mix").ifPresent(mix -> mix.fields().forEach((name, weight) -> {
            if (!name.startsWith("_")) {
                weights.put(NamedWorkloads.named(weight, name), weight(weight));
            }
        }));
        weights.values().removeIf(weight -> weight == 0);
        if (weights.isEmpty()) {
            throw workload.get("mix").wrong("an object of at least one workload with a weight above 0", "Such as mathematics: 3.");
        }
        return weights;
    }

    private static double weight(Node node) {
        double weight = node.number();
        if (!(weight >= 0 && Double.isFinite(weight))) {
            throw node.wrong("a weight of at least 0", "");
        }
        return weight;
    }

    private RequestShape overridden(RequestShape shape) {
        RequestShape own = shape;
        own = workload.find("input_tokens").map(WorkloadReader::tokens).map(TokenCount::of).map(own::withInput).orElse(own);
        own = workload.find("output_tokens").map(WorkloadReader::tokens).map(TokenCount::of).map(own::withOutput).orElse(own);
        double input = own.input().mean().value();
        own = workload.find("cached_tokens").map(n -> cached(n, input)).map(own::withCached).orElse(own);
        return own.withImages(images(own.images()));
    }

    private static CachedPart cached(Node node, double input) {
        double cached = node.number();
        if (cached < 0 || cached >= input) {
            throw node.wrong("a number from 0 to below the %.0f input tokens".formatted(input), "");
        }
        return new CachedPart.Tokens(cached);
    }

    private static double tokens(Node node) {
        double tokens = node.number();
        if (!(tokens >= 1 && tokens <= MOST_TOKENS)) {
            throw node.wrong("a number of tokens from 1 to 100 million", "");
        }
        return tokens;
    }

    private Images images(Images named) {
        Optional<Node> count = workload.find("images_per_request");
        Optional<Node> size = workload.find("image_size");
        count.filter(n -> !(n.number() >= 0 && n.number() <= MOST_IMAGES)).ifPresent(n -> {
            throw n.wrong("a number of images from 0 to %,.0f".formatted(MOST_IMAGES), "");
        });
        double images = count.map(Node::number).orElse(named.perRequest());
        if (images == 0) {
            size.ifPresent(n -> {
                throw new InputException("%s: a size is given for images, but no images.".formatted(n.place()), "Give images_per_request too, such as 1.");
            });
            return Images.NONE;
        }
        if (size.isEmpty() && !named.any()) {
            throw new InputException("%s: images are given without their size.".formatted(count.orElseThrow().place()),
                    "Give image_size too, such as 1024x1024.");
        }
        return size.map(n -> sized(images, n)).orElseGet(() -> new Images(images, named.wide(), named.high()));
    }

    private static Images sized(double images, Node size) {
        Matcher sides = SIZE.matcher(size.text());
        if (sides.matches()) {
            int wide = Integer.parseInt(sides.group(1));
            int high = Integer.parseInt(sides.group(2));
            if (wide >= 1 && high >= 1 && wide <= LONGEST_SIDE && high <= LONGEST_SIDE) {
                return new Images(images, wide, high);
            }
        }
        throw size.wrong("a size in pixels such as 1024x1024, each side at most %,d".formatted(LONGEST_SIDE), "");
    }

    private InputException blind(String name) {
        String seeing = Models.names().stream().filter(m -> Models.named(m).vision().isPresent()).collect(Collectors.joining(", "));
        return new InputException("The workload %s has images, and %s has no vision tower.".formatted(
                name.equals(RequestClass.PLAIN) ? "of this scenario" : name, model.id()), "Models with one: " + seeing + ".");
    }
}
