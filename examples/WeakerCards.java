import dev.podwright.calibration.Calibration;
import dev.podwright.catalog.Catalog;
import dev.podwright.catalog.Pod;
import dev.podwright.layout.ServingLayout;
import dev.podwright.model.Architecture;
import dev.podwright.model.Batch;
import dev.podwright.model.Models;
import dev.podwright.plan.IterationQuestion;
import dev.podwright.plan.Site;
import dev.podwright.scenario.PrecisionWish;
import dev.podwright.scenario.Target;
import dev.podwright.scenario.TrainingQuestion;
import dev.podwright.scenario.TrainingScenario;
import dev.podwright.step.ServingStep;
import dev.podwright.step.Speculation;
import dev.podwright.training.Iteration;
import dev.podwright.training.Overlap;
import dev.podwright.units.Bound;
import dev.podwright.units.Cost;
import dev.podwright.units.Interval;
import dev.podwright.units.Precision;
import dev.podwright.workload.Budget;
import dev.podwright.workload.Recipe;

/// When do N weaker cards on a better fabric win? Prints the tables of docs/study-weaker-cards.md and draws its picture.
///
///     java -cp 'app/target/podwright.jar:app/target/lib/*' examples/WeakerCards.java docs/pictures/study-weaker-cards.svg
///
/// Every row is what `podwright explain` says of the same pod, chips, layout, batch and context; the commands stand in the page.

static final Catalog CATALOG = Catalog.bundled();
static final Calibration CALIBRATION = Calibration.bundled();
static final Architecture DECODED = Models.named("deepseek-r1");
static final Architecture TRAINED = Models.named("pangu-ultra-moe-718b");
static final int[] EXPERT_RANKS = {16, 32, 64, 128, 256};
static final int[] CARDS = {384, 768, 1536, 3072};
static final double CONTEXT = 4096;
static final double TPOT = 0.05;
static final double SEQUENCE = 4096;
static final double GLOBAL_BATCH = 3072;
/// One draft layer, of whose tokens seven in ten are kept (CloudMatrix384, arXiv 2506.12708).
static final Speculation DRAFTS = new Speculation(1, 1.7);
static final int MOST_SEQUENCES = 2048;

/// @param scale bandwidth of the levels ub-l1 and ub-l2, times what is published
record Fabric(String name, String pod, String colour, double scale, Optional<Precision> compute) {
    Fabric(String name, String pod, String colour) {
        this(name, pod, colour, 1, Optional.empty());
    }

    Pod of(int chips) {
        Pod pod = CATALOG.joined(CATALOG.pod(this.pod), chips);
        return scale == 1 ? pod : pod.scaled(level -> level.name().startsWith("ub-"), scale, "what if");
    }

    Fabric scaled(double factor) {
        return new Fabric("%s, UB x %s".formatted(name, factor), pod, colour, factor, compute);
    }
}

static final Fabric UB = new Fabric("910C on UB (CloudMatrix384)", "cloudmatrix384", "#d55e00");
static final Fabric ROCE = new Fabric("910C on RoCE (16 dies per server)", "a3-roce-2node", "#e69f00");
static final Fabric H800 = new Fabric("H800", "h800-8", "#0072b2");
static final Fabric H20 = new Fabric("H20", "h20-8", "#009e73");
static final List<Fabric> ALL = List.of(UB, ROCE, H800, H20);

/// A decode step at the largest batch that keeps the limit and fits.
record Decode(int ranks, int cards, int batch, Cost step, Interval perCard) {}

static Optional<Decode> decode(Fabric fabric, int ranks, double context, double limit) {
    return decode(fabric, ranks, context, limit, Speculation.NONE);
}

static Optional<Decode> decode(Fabric fabric, int ranks, double context, double limit, Speculation speculation) {
    Pod one = CATALOG.pod(fabric.pod);
    int cards = Math.max(1, ranks / one.ranksPerChip());
    Site site = Site.of(DECODED, fabric.of(Math.ceilDiv(cards, 8) * 8), PrecisionWish.NONE, speculation, CATALOG, CALIBRATION);
    ServingLayout layout = new ServingLayout(1, ranks, 1, ranks);
    ServingStep step = site.step(layout);
    int low = 0;
    int high = MOST_SEQUENCES;
    while (high - low > 1) {
        int batch = (low + high) / 2;
        boolean good = site.memory(layout, batch, context).sequences() >= batch && step.price(batch(batch, context, speculation)).seconds() <= limit * speculation.tokensPerStep();
        low = good ? batch : low;
        high = good ? high : batch;
    }
    if (low == 0) {
        return Optional.empty();
    }
    Cost cost = step.price(batch(low, context, speculation));
    return Optional.of(new Decode(ranks, cards, low, cost, cost.interval().under(low * speculation.tokensPerStep() * ranks / cards)));
}

static Batch batch(int sequences, double context, Speculation speculation) {
    return new Batch(0, 0, 0, sequences, context, 1 + speculation.drafts());
}

static Optional<Decode> best(Fabric fabric, double context, double limit) {
    return best(fabric, context, limit, Speculation.NONE);
}

static Optional<Decode> best(Fabric fabric, double context, double limit, Speculation speculation) {
    return Arrays.stream(EXPERT_RANKS).mapToObj(ranks -> decode(fabric, ranks, context, limit, speculation)).flatMap(Optional::stream)
            .max(Comparator.comparingDouble(d -> d.perCard.value()));
}

static final Map<String, Optional<Iteration>> TRAININGS = new HashMap<>();

/// The fastest iteration on so many cards.
static Optional<Iteration> train(Fabric fabric, int cards, double sequence) {
    return TRAININGS.computeIfAbsent(fabric + " " + cards + " " + sequence, _ -> {
        TrainingScenario scenario = new TrainingScenario(TRAINED, sequence, GLOBAL_BATCH * SEQUENCE / sequence, Recipe.Phase.PRETRAIN, 0, Budget.OPEN,
                fabric.compute, Optional.empty(), List.of(new Target(fabric.of(cards), false)));
        try {
            return Optional.of(new IterationQuestion(new TrainingQuestion(scenario, Optional.empty(), List.of()), CATALOG, CALIBRATION).answer().iteration());
        } catch (dev.podwright.document.InputException nothingFits) {
            return Optional.empty();
        }
    });
}

static String number(Interval i) {
    return String.format(Locale.ROOT, "%,.0f (%,.0f-%,.0f)", i.value(), i.low(), i.high());
}

static String shares(Cost cost) {
    String largest = dev.podwright.app.Breakdown.byName(cost).entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow().getKey();
    return dev.podwright.app.Breakdown.byBound(cost).entrySet().stream().filter(e -> e.getValue() >= 0.05 * cost.seconds())
            .sorted(Map.Entry.<Bound, Double>comparingByValue().reversed())
            .map(e -> String.format(Locale.ROOT, "%s %.0f %%", e.getKey().label(), 100 * e.getValue() / cost.seconds())).collect(java.util.stream.Collectors.joining(", ", "", "; most in " + largest));
}

static void row(Object... cells) {
    System.out.println(Arrays.stream(cells).map(String::valueOf).collect(java.util.stream.Collectors.joining(" | ", "| ", " |")));
}

static void head(String title, String... cells) {
    System.out.println("\n### " + title + "\n");
    row((Object[]) cells);
    row(Arrays.stream(cells).map(_ -> "---").toArray());
}

static String of(Optional<Decode> decode) {
    return decode.map(d -> "%s; EP %d, batch %d".formatted(number(d.perCard), d.ranks, d.batch)).orElse("does not fit or is too slow");
}

static Map<Fabric, Map<Double, Interval>> decodes() {
    Map<Fabric, Map<Double, Interval>> lines = new LinkedHashMap<>();
    head("Decode by size of the replica", "fabric", "EP", "cards", "batch per rank", "step ms", "tokens/s per card", "step goes to");
    for (Fabric fabric : ALL) {
        for (int ranks : EXPERT_RANKS) {
            decode(fabric, ranks, CONTEXT, TPOT).ifPresent(d -> {
                row(fabric.name, d.ranks, d.cards, d.batch, String.format(Locale.ROOT, "%.1f", d.step.seconds() * 1e3), number(d.perCard), shares(d.step));
                lines.computeIfAbsent(fabric, _ -> new TreeMap<>()).put((double) d.cards, d.perCard);
            });
        }
    }
    head("Decode by limit on a token's time (best EP)", "TPOT ms", UB.name, ROCE.name, H800.name, H20.name);
    for (int limit : new int[] {15, 20, 30, 50, 100}) {
        row(limit, of(best(UB, CONTEXT, limit / 1e3)), of(best(ROCE, CONTEXT, limit / 1e3)), of(best(H800, CONTEXT, limit / 1e3)), of(best(H20, CONTEXT, limit / 1e3)));
    }
    row("50, one draft, 1.7 tokens per step", of(best(UB, CONTEXT, TPOT, DRAFTS)), of(best(ROCE, CONTEXT, TPOT, DRAFTS)), of(best(H800, CONTEXT, TPOT, DRAFTS)), of(best(H20, CONTEXT, TPOT, DRAFTS)));
    head("Decode by context (best EP, 50 ms)", "context", UB.name, ROCE.name, H800.name, H20.name);
    for (int context : new int[] {1024, 4096, 16384, 65536}) {
        row(context, of(best(UB, context, TPOT)), of(best(ROCE, context, TPOT)), of(best(H800, context, TPOT)), of(best(H20, context, TPOT)));
    }
    head("Decode with a thinner or a wider UB (best EP, 50 ms)", "UB bandwidth", UB.name);
    for (double factor : new double[] {0.0625, 0.125, 0.25, 0.5, 1, 2, 4}) {
        row("x " + factor, of(best(UB.scaled(factor), CONTEXT, TPOT)));
    }
    return lines;
}

static String of(Iteration i) {
    double exposed = i.overlaps().stream().mapToDouble(Overlap::exposed).sum() / i.seconds().value();
    return String.format(Locale.ROOT, "%s; waits %.0f %%; %s", number(i.tokensPerSecondPerChip()), 100 * exposed, i.setup().layout());
}

static Map<Fabric, Map<Double, Interval>> trainings() {
    Map<Fabric, Map<Double, Interval>> lines = new LinkedHashMap<>();
    head("Training by cards (bf16)", "fabric", "cards", "iteration s", "tokens/s per card", "MFU %", "waits for communication", "setup", "placement");
    for (Fabric fabric : ALL) {
        for (int cards : CARDS) {
            train(fabric, cards, SEQUENCE).ifPresent(i -> {
                double exposed = i.overlaps().stream().mapToDouble(Overlap::exposed).sum() / i.seconds().value();
                row(fabric.name, cards, String.format(Locale.ROOT, "%.1f", i.seconds().value()), number(i.tokensPerSecondPerChip()),
                        String.format(Locale.ROOT, "%.1f", 100 * i.mfu(dev.podwright.model.FlopConvention.CAUSAL_ATTENTION).value()),
                        String.format(Locale.ROOT, "%.0f %%", 100 * exposed), i.setup(), dev.podwright.layout.Seating.of(i.setup().layout(), i.job().fabric()).words());
                lines.computeIfAbsent(fabric, _ -> new TreeMap<>()).put((double) cards, i.tokensPerSecondPerChip());
            });
        }
    }
    head("Training by sequence (768 cards, tokens per iteration the same)", "sequence", UB.name, ROCE.name, H800.name, H20.name);
    for (int sequence : new int[] {4096, 32768}) {
        row(sequence, train(UB, 768, sequence).map(i -> of(i)).orElse("nothing fits"), train(ROCE, 768, sequence).map(i -> of(i)).orElse("nothing fits"),
                train(H800, 768, sequence).map(i -> of(i)).orElse("nothing fits"), train(H20, 768, sequence).map(i -> of(i)).orElse("nothing fits"));
    }
    head("Training with a thinner or a wider UB (768 cards), and in fp8", "what", "tokens/s per card");
    for (double factor : new double[] {0.125, 0.25, 0.5, 1, 2}) {
        row("910C, UB x " + factor, train(UB.scaled(factor), 768, SEQUENCE).map(i -> of(i)).orElse("nothing fits"));
    }
    Fabric fp8 = new Fabric("H800 in fp8", "h800-8", "#0072b2", 1, Optional.of(Precision.FP8));
    row(fp8.name, train(fp8, 768, SEQUENCE).map(i -> of(i)).orElse("nothing fits"));
    return lines;
}

/// What a card of `one` is worth in cards of `other`: errors that both have in common cancel.
static Interval worth(double one, double other, Cost oneCost, Cost otherCost) {
    return Cost.ratio(otherCost, oneCost).around(one / other);
}

static String twoDigits(Interval i) {
    return format("%.2f (%.2f-%.2f)", i.value(), i.low(), i.high());
}

static void worths() {
    head("What one 910C card on UB is worth, in cards of the others", "work", "of the same card on RoCE", "of an H800", "of an H20");
    for (int limit : new int[] {50, 100}) {
        worth("decode, %d ms".formatted(limit), limit / 1e3, CONTEXT, Speculation.NONE);
    }
    worth("decode, 50 ms, one draft, 1.7 tokens per step", TPOT, CONTEXT, DRAFTS);
    worth("decode, 50 ms, context 16,384", TPOT, 16384, Speculation.NONE);
    for (int cards : CARDS) {
        Iteration ours = train(UB, cards, SEQUENCE).orElseThrow();
        row("training, %,d cards".formatted(cards), trained(ours, ROCE, cards), trained(ours, H800, cards), trained(ours, H20, cards));
    }
}

static void worth(String what, double limit, double context, Speculation speculation) {
    Decode ours = best(UB, context, limit, speculation).orElseThrow();
    row(what, decoded(ours, best(ROCE, context, limit, speculation)), decoded(ours, best(H800, context, limit, speculation)), decoded(ours, best(H20, context, limit, speculation)));
}

static String decoded(Decode ours, Optional<Decode> other) {
    return other.map(o -> twoDigits(worth(ours.perCard.value(), o.perCard.value(), ours.step, o.step))).orElse("it cannot");
}

static String trained(Iteration ours, Fabric other, int cards) {
    return train(other, cards, SEQUENCE).map(o -> twoDigits(worth(ours.tokensPerSecondPerChip().value(), o.tokensPerSecondPerChip().value(), ours.cost(), o.cost()))).orElse("it cannot");
}

/// Prices in one currency, as the catalogue has them.
static void prices() {
    head("Prices that the catalogue has", "what", "low", "high", "currency", "per", "dated");
    for (String pod : List.of("cloudmatrix384", "h800-8", "h20-8")) {
        Stream.concat(CATALOG.pod(pod).prices().stream(), CATALOG.chip(CATALOG.pod(pod).chip()).prices().stream()).distinct()
                .forEach(p -> row(pod, format("%,.0f", p.low()), format("%,.0f", p.high()), p.currency(), p.per(), p.dated()));
    }
    double card = CATALOG.pod("cloudmatrix384").prices().getFirst().middle() / 384;
    var h20 = CATALOG.chip("h20-96").prices().getFirst();
    System.out.println(format("%nA card of the CloudMatrix384, its hosts and network with it, is %,.0f USD; an H20 alone %,.0f-%,.0f: %.2f-%.2f H20 for one card.", card, h20.low(), h20.high(),
            card / h20.high(), card / h20.low()));
}

static final int SIDE = 380;
static final int LEFT = 64;
static final int TOP = 40;
static final int GAP = 80;
static final int LEGEND = 30;

/// One panel: tokens per second and card over cards (doubling), with 90 % intervals.
static String panel(int number, String title, String below, Map<Fabric, Map<Double, Interval>> lines) {
    double most = lines.values().stream().flatMap(l -> l.values().stream()).mapToDouble(Interval::high).max().orElse(1) * 1.05;
    double least = lines.values().stream().flatMap(l -> l.keySet().stream()).mapToDouble(c -> Math.log(c)).min().orElse(0);
    double widest = lines.values().stream().flatMap(l -> l.keySet().stream()).mapToDouble(c -> Math.log(c)).max().orElse(1);
    int left = LEFT + number * (SIDE + GAP);
    StringBuilder svg = new StringBuilder();
    svg.append(format("<text x='%d' y='%d' class='t'>%s</text>", left, TOP - 14, title));
    svg.append(format("<rect x='%d' y='%d' width='%d' height='%d' fill='none' stroke='#999'/>", left, TOP, SIDE, SIDE));
    double tick = Math.pow(10, Math.floor(Math.log10(most / 2)));
    tick = most / tick > 10 ? 2 * tick : tick;
    for (double v = 0; v <= most; v += tick) {
        double y = TOP + SIDE * (1 - v / most);
        svg.append(format("<line x1='%d' x2='%d' y1='%.1f' y2='%.1f' stroke='#ddd'/><text x='%d' y='%.1f' text-anchor='end'>%,.0f</text>", left, left + SIDE, y, y, left - 6, y + 4, v));
    }
    Set<Double> cards = new TreeSet<>();
    lines.values().forEach(l -> cards.addAll(l.keySet()));
    for (double c : cards) {
        svg.append(format("<text x='%.1f' y='%d' text-anchor='middle'>%,.0f</text>", x(left, c, least, widest), TOP + SIDE + 18, c));
    }
    svg.append(format("<text x='%d' y='%d' text-anchor='middle'>%s</text>", left + SIDE / 2, TOP + SIDE + 38, below));
    int index = 0;
    for (Map.Entry<Fabric, Map<Double, Interval>> line : lines.entrySet()) {
        StringBuilder path = new StringBuilder();
        double shift = 3.0 * (index++ - 1.5);
        for (Map.Entry<Double, Interval> point : line.getValue().entrySet()) {
            double x = x(left, point.getKey(), least, widest) + shift;
            Interval i = point.getValue();
            path.append(path.isEmpty() ? "M" : "L").append(format("%.1f %.1f", x, y(i.value(), most)));
            svg.append(format("<line x1='%.1f' x2='%.1f' y1='%.1f' y2='%.1f' stroke='%s' stroke-opacity='.55' stroke-width='2'/><circle cx='%.1f' cy='%.1f' r='4' fill='%s'><title>%s, %,.0f cards: %s tokens/s per card</title></circle>",
                    x, x, y(i.low(), most), y(i.high(), most), line.getKey().colour, x, y(i.value(), most), line.getKey().colour, line.getKey().name, point.getKey(), number(i)));
        }
        svg.append(format("<path d='%s' fill='none' stroke='%s' stroke-width='2'/>", path, line.getKey().colour));
    }
    return svg.toString();
}

static double x(int left, double cards, double least, double most) {
    return left + 24 + (SIDE - 48) * (most == least ? 0.5 : (Math.log(cards) - least) / (most - least));
}

static double y(double value, double most) {
    return TOP + SIDE * (1 - value / most);
}

static String format(String text, Object... values) {
    return String.format(Locale.ROOT, text, values);
}

void main(String... args) throws Exception {
    Map<Fabric, Map<Double, Interval>> decodes = decodes();
    Map<Fabric, Map<Double, Interval>> trainings = trainings();
    worths();
    prices();
    int width = LEFT + 2 * SIDE + GAP + 24;
    int height = TOP + SIDE + 50 + LEGEND;
    StringBuilder svg = new StringBuilder(format("<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 %d %d' font-family='sans-serif' font-size='12'><style>.t{font-size:14px;font-weight:bold}</style><rect width='100%%' height='100%%' fill='#fff'/>", width, height));
    svg.append(panel(0, "DeepSeek-R1 decode, 50 ms per token", "cards per replica; tokens/s per card, 90 % intervals", decodes));
    svg.append(panel(1, "Training a 718B mixture of experts, bf16", "cards in all; tokens/s per card, 90 % intervals", trainings));
    int at = LEFT;
    for (Fabric fabric : ALL) {
        svg.append(format("<circle cx='%d' cy='%d' r='5' fill='%s'/><text x='%d' y='%d'>%s</text>", at, height - 16, fabric.colour, at + 10, height - 12, fabric.name));
        at += 40 + 7 * fabric.name.length();
    }
    svg.append("</svg>");
    if (args.length > 0) {
        java.nio.file.Files.writeString(java.nio.file.Path.of(args[0]), svg.toString().replace('\'', '"').replace("><", ">\n<") + "\n");
    }
}
