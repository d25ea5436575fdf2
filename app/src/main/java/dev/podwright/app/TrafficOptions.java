package dev.podwright.app;

import dev.podwright.document.Document;
import dev.podwright.document.InputException;
import dev.podwright.document.Nearest;
import dev.podwright.document.Node;
import dev.podwright.model.Models;
import dev.podwright.scenario.Scenario;
import dev.podwright.simulation.Clients;
import dev.podwright.trace.Gaps;
import dev.podwright.trace.Generated;
import dev.podwright.trace.Lengthening;
import dev.podwright.trace.Reading;
import dev.podwright.trace.Recording;
import dev.podwright.trace.RequestSource;
import dev.podwright.trace.SessionLaw;
import dev.podwright.trace.Sessions;
import dev.podwright.trace.Traces;
import dev.podwright.workload.Demand;
import dev.podwright.workload.Images;
import dev.podwright.workload.Lengths;
import dev.podwright.workload.Limits;
import dev.podwright.workload.Load;
import dev.podwright.workload.NamedWorkloads;
import dev.podwright.workload.RequestClass;
import dev.podwright.workload.RequestMix;
import java.lang.reflect.Member;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;

/// Which requests a simulation serves: recorded ones, or such as the scenario describes.
final class TrafficOptions {
    /// Prefixes are told apart by so many tokens at least: vLLM's blocks; finer ones cost memory and change little.
    private static final int LEAST_SEGMENT = 16;

    @Option(names = "--trace", paramLabel = "PATH", description = {"Requests of Azure or BurstGPT (CSV) or Mooncake (JSON lines), plain or gzip, or a folder of ServeGen.",
        "Several times: several services, each a class of its own."})
    private List<Path> traces = List.of();

    @Option(names = "--splice", defaultValue = "together", paramLabel = "HOW", description = "Several traces: together, from the same moment on, or in-turn, one after the other (default: ${DEFAULT-VALUE}).")
    private String splice;

    @Option(names = "--window", paramLabel = "FROM-TO", converter = TimeRange.Converter.class, description = "Part of each trace to play, such as 10m-20m or 9h- (of ServeGen the time of day).")
    private TimeRange window = TimeRange.ALL;

    @Option(names = "--too-long", defaultValue = "error", paramLabel = "WHAT",
            description = "Requests of a trace beyond the model's context: error, drop or cut; dropped and cut ones are counted (default: ${DEFAULT-VALUE}).")
    private String tooLong;

    @Option(names = "--repeat", defaultValue = "1", paramLabel = "N", description = "Play the trace so many times in a row (default: ${DEFAULT-VALUE}).")
    private int repeat;

    @Option(names = "--speed", defaultValue = "1", paramLabel = "X", description = "Play the trace so many times as fast (default: ${DEFAULT-VALUE}); ServeGen's clients ask so many times as often.")
    private double speed;

    @Option(names = "--count", defaultValue = "10000", paramLabel = "N", description = "Without a trace: requests to make (default: ${DEFAULT-VALUE}).")
    private long count;

    @Option(names = "--arrivals", defaultValue = "poisson", paramLabel = "LAW", description = "Without a trace: poisson, gamma or weibull (default: ${DEFAULT-VALUE}).")
    private String arrivals;

    @Option(names = "--burstiness", defaultValue = "1", paramLabel = "CV", description = "Coefficient of variation of gamma and weibull gaps (default: ${DEFAULT-VALUE}).")
    private double burstiness;

    @Option(names = "--jitter", defaultValue = "0.1", paramLabel = "SHARE", description = "Without a trace: lengths of which no law is known vary uniformly by this share (default: ${DEFAULT-VALUE}).")
    private double jitter;

    @Option(names = "--length-range", paramLabel = "FROM-TO", description = "Without a trace: all lengths are uniform between these shares of the nominal ones, such as 0.8-1.0.")
    private String range;

    @Mixin
    private SessionOptions sessions;

    private List<Recording> recorded = List.of();

    /// Whether an option is declared here.
    static boolean declares(OptionSpec option) {
        return option.userObject() instanceof Member member && member.getDeclaringClass() == TrafficOptions.class;
    }

    /// The scenario below these options; of a trace, which is read now, the load is its own.
    ///
    /// @param embedded whether the trace is the one that ships with the product
    Node over(Node base, boolean embedded) {
        check();
        long context = base.find("model").map(m -> Models.named(m.text()).contextLimit()).orElse(0);
        Reading wanted = new Reading(window.from(), window.to(), context, word("--too-long", tooLong, Reading.TooLong.values()));
        recorded = embedded ? List.of(Traces.embedded()) : traces.stream().map(t -> Traces.recording(t, wanted)).toList();
        if (recorded.isEmpty()) {
            return base;
        }
        Map<String, Object> workload = Fields.given("input_tokens", mean(recorded.stream().map(r -> new double[] {r.rate(), r.meanInput()}).toList()),
                "output_tokens", mean(recorded.stream().map(r -> new double[] {r.rate(), r.meanOutput()}).toList()), "rate_per_s", speed * rate());
        Node merged = base.find("workload").isPresent() ? base.with("workload", base.get("workload").without("concurrency").without("name").without("mix")) : base;
        return merged.overlaid(Document.of(name(), Map.of("workload", workload)));
    }

    /// Mean of (weight, value).
    private static double mean(List<double[]> weighted) {
        return weighted.stream().mapToDouble(w -> w[0] * w[1]).sum() / weighted.stream().mapToDouble(w -> w[0]).sum();
    }

    private boolean together() {
        return word("--splice", splice, Splice.values()) == Splice.TOGETHER;
    }

    private enum Splice { TOGETHER, IN_TURN }

    /// Requests per second of all traces, as recorded.
    private double rate() {
        double sum = recorded.stream().mapToDouble(Recording::rate).sum();
        return together() ? sum : recorded.stream().mapToDouble(r -> r.rate() * r.span()).sum() / recorded.stream().mapToDouble(Recording::span).sum();
    }

    private String name() {
        return recorded.stream().map(Recording::name).collect(Collectors.joining(" and "));
    }

    /// The scenario that [#over] gave; of several traces each is a class.
    Scenario classed(Scenario scenario) {
        if (recorded.stream().anyMatch(Recording::images) && scenario.model().vision().isEmpty()) {
            throw new InputException("Prompts of %s have images, and %s has no vision tower.".formatted(name(), scenario.model().id()), "Choose a model with one, such as qwen3-vl-8b-instruct.");
        }
        if (recorded.size() < 2) {
            return scenario;
        }
        double all = recorded.stream().mapToDouble(r -> r.rate() * r.span()).sum();
        RequestMix mix = new RequestMix(recorded.stream().map(r -> new RequestClass(Path.of(r.name()).getFileName().toString(), r.rate() * r.span() / all, new Lengths(r.meanInput(), r.meanOutput(), 0), Images.NONE)
                .within(scenario.demand().limits())).toList(), List.of(), List.of());
        return new Scenario(scenario.model(), scenario.precision(), new Demand(mix, scenario.demand().load(), scenario.demand().limits()), scenario.targets(), scenario.mode(),
                scenario.speculation(), scenario.condition());
    }

    /// Tokens that no request of `scenario`, which [#classed] gave, exceeds.
    long longest(Scenario scenario) {
        return recorded.isEmpty() ? source(scenario, 1, 0).longest() : recorded.stream().mapToLong(Recording::longest).max().orElseThrow();
    }

    /// The requests for `scenario`.
    ///
    /// @param limited whether its limits were asked for; otherwise those usual for each class go before them
    /// @param block tokens of a block of the replicas' cache
    Traffic of(Scenario scenario, boolean limited, int block, long seed) {
        List<Limits> limits = scenario.demand().requests().classes().stream().map(c -> limited ? c.limits() : usual(c)).toList();
        RequestSource source = source(scenario, block, seed);
        // Users of sessions wait for their answers themselves.
        Clients clients = recorded.isEmpty() && !(source instanceof Sessions) && scenario.demand().load() instanceof Load.Concurrency c ? new Clients(users(c)) : Clients.OPEN;
        return new Traffic(source, recorded.isEmpty() ? Optional.empty() : Optional.of(name()), clients, limits);
    }

    private static int users(Load.Concurrency load) {
        return Math.toIntExact(Math.round(load.inFlight()));
    }

    private RequestSource source(Scenario scenario, int block, long seed) {
        if (!recorded.isEmpty()) {
            return Recording.splice(recorded, together(), repeat, speed, seed);
        }
        RequestMix mix = scenario.demand().requests();
        int segment = Math.max(LEAST_SEGMENT, block);
        Load load = scenario.demand().load();
        Optional<SessionLaw> talk = sessions.law(load instanceof Load.Concurrency);
        return switch (load) {
            case Load.Rate rate when talk.isPresent() -> Sessions.open(mix, talk.get(), gaps(rate.perSecond()), lengths(), scenario.model().contextLimit(), segment, count, seed);
            case Load.Rate rate -> new Generated(mix, gaps(rate.perSecond()), lengths(), segment, count, seed);
            case Load.Concurrency users when talk.isPresent() -> Sessions.closed(mix, talk.get(), users(users), lengths(), scenario.model().contextLimit(), segment, count, seed);
            // Clients that wait for their answers: the law of arrivals plays no part.
            case Load.Concurrency _ -> new Generated(mix, Gaps.poisson(1), lengths(), segment, count, seed);
            case Load.Saturating _ -> throw new InputException("Nothing says how many requests come.", "Give --rate, --concurrency or --trace.");
        };
    }

    private static Limits usual(RequestClass c) {
        return NamedWorkloads.all().stream().filter(w -> w.name().equals(c.name())).findFirst().map(w -> w.limits().limits()).orElse(c.limits());
    }

    private Gaps gaps(double rate) {
        Gaps.Law law = word("--arrivals", arrivals, Gaps.Law.values());
        return law == Gaps.Law.POISSON ? Gaps.poisson(rate) : Gaps.of(law, rate, burstiness);
    }

    private Lengthening lengths() {
        if (range == null) {
            return Lengthening.about(jitter);
        }
        String[] ends = range.split("-", -1);
        try {
            return new Lengthening(false, Numbers.number(ends[0]), Numbers.number(ends[1]));
        } catch (RuntimeException notARange) {
            throw new InputException("--length-range: %s is not two ascending shares above 0.".formatted(range), "Such as 0.8-1.0.", notARange);
        }
    }

    private static <T extends Enum<T>> T word(String option, String given, T[] all) {
        List<String> words = Arrays.stream(all).map(w -> w.name().toLowerCase(Locale.ROOT).replace('_', '-')).toList();
        int at = words.indexOf(given);
        if (at < 0) {
            throw new InputException("%s: there is no %s.".formatted(option, given), "One of %s. %s".formatted(String.join(", ", words), Nearest.maybe(given, words)));
        }
        return all[at];
    }

    private void check() {
        if (repeat < 1 || !(speed > 0) || count < 1 || !(burstiness > 0) || !(jitter >= 0 && jitter < 1)) {
            throw new InputException("--repeat %d, --speed %s, --count %d, --burstiness %s, --jitter %s: one is out of range.".formatted(repeat, speed, count, burstiness, jitter),
                    "Repeats and counts are at least 1, speed and burstiness above 0, jitter from 0 to below 1.");
        }
    }
}
