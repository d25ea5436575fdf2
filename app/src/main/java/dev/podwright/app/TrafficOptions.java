package dev.podwright.app;

import dev.podwright.document.Document;
import dev.podwright.document.InputException;
import dev.podwright.document.Nearest;
import dev.podwright.document.Node;
import dev.podwright.scenario.Scenario;
import dev.podwright.simulation.Clients;
import dev.podwright.trace.Gaps;
import dev.podwright.trace.Generated;
import dev.podwright.trace.Lengthening;
import dev.podwright.trace.Replay;
import dev.podwright.trace.RequestSource;
import dev.podwright.trace.RequestTrace;
import dev.podwright.trace.Traces;
import dev.podwright.workload.Demand;
import dev.podwright.workload.Limits;
import dev.podwright.workload.Load;
import dev.podwright.workload.NamedWorkloads;
import dev.podwright.workload.RequestClass;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/// Which requests a simulation serves: recorded ones, or such as the scenario describes.
final class TrafficOptions {
    /// Prefixes are told apart by so many tokens at least: vLLM's blocks; finer ones cost memory and change little.
    private static final int LEAST_SEGMENT = 16;

    @Option(names = "--trace", paramLabel = "FILE", description = "Requests of Azure or BurstGPT (CSV) or Mooncake (JSON lines), plain or gzip.")
    private Path trace;

    @Option(names = "--repeat", defaultValue = "1", paramLabel = "N", description = "Play the trace so many times in a row (default: ${DEFAULT-VALUE}).")
    private int repeat;

    @Option(names = "--speed", defaultValue = "1", paramLabel = "X", description = "Play the trace so many times as fast (default: ${DEFAULT-VALUE}).")
    private double speed;

    @Option(names = "--count", defaultValue = "10000", paramLabel = "N", description = "Without a trace: requests to make (default: ${DEFAULT-VALUE}).")
    private long count;

    @Option(names = "--arrivals", defaultValue = "poisson", paramLabel = "LAW", description = "Without a trace: poisson, gamma or weibull (default: ${DEFAULT-VALUE}).")
    private String arrivals;

    @Option(names = "--burstiness", defaultValue = "1", paramLabel = "CV", description = "Coefficient of variation of gamma and weibull gaps (default: ${DEFAULT-VALUE}).")
    private double burstiness;

    @Option(names = "--jitter", defaultValue = "0.1", paramLabel = "SHARE", description = "Without a trace: lengths vary uniformly by this share (default: ${DEFAULT-VALUE}).")
    private double jitter;

    private Optional<RequestTrace> recorded = Optional.empty();

    /// The scenario below these options; of a trace, which is read now, the load is its own.
    ///
    /// @param embedded whether the trace is the one that ships with the product
    Node over(Node base, boolean embedded) {
        check();
        recorded = embedded ? Optional.of(Traces.embedded()) : Optional.ofNullable(trace).map(Traces::read);
        return recorded.map(t -> played(base, t)).orElse(base);
    }

    private Node played(Node base, RequestTrace t) {
        Map<String, Object> workload = Fields.given("input_tokens", t.meanInput(), "output_tokens", t.meanOutput(), "rate_per_s", speed * t.size() / t.span());
        Node merged = base.find("workload").isPresent() ? base.with("workload", base.get("workload").without("concurrency").without("name").without("mix")) : base;
        return merged.overlaid(Document.of(t.name(), Map.of("workload", workload)));
    }

    /// Tokens that no request of `scenario`, which [#over] gave, exceeds.
    long longest(Scenario scenario) {
        return recorded.map(RequestTrace::longest).orElseGet(() -> source(scenario.demand(), 1, 0).longest());
    }

    /// The requests for `scenario`.
    ///
    /// @param limited whether its limits were asked for; otherwise those usual for each class go before them
    /// @param block tokens of a block of the replicas' cache
    Traffic of(Scenario scenario, boolean limited, int block, long seed) {
        Demand demand = scenario.demand();
        List<Limits> limits = demand.requests().classes().stream().map(c -> limited ? c.limits() : usual(c)).toList();
        Clients clients = recorded.isEmpty() && demand.load() instanceof Load.Concurrency c ? new Clients(Math.toIntExact(Math.round(c.inFlight()))) : Clients.OPEN;
        return new Traffic(source(demand, block, seed), recorded.map(RequestTrace::name), clients, limits);
    }

    private RequestSource source(Demand demand, int block, long seed) {
        if (recorded.isPresent()) {
            return new Replay(recorded.get(), repeat, speed);
        }
        Gaps gaps = switch (demand.load()) {
            case Load.Rate rate -> gaps(rate.perSecond());
            // Clients that wait for their answers: the law of arrivals plays no part.
            case Load.Concurrency _ -> Gaps.poisson(1);
            case Load.Saturating _ -> throw new InputException("Nothing says how many requests come.", "Give --rate, --concurrency or --trace.");
        };
        return new Generated(demand.requests(), gaps, Lengthening.about(jitter), Math.max(LEAST_SEGMENT, block), count, seed);
    }

    private static Limits usual(RequestClass c) {
        return NamedWorkloads.all().stream().filter(w -> w.name().equals(c.name())).findFirst().map(w -> w.limits().limits()).orElse(c.limits());
    }

    private Gaps gaps(double rate) {
        List<String> laws = Arrays.stream(Gaps.Law.values()).map(l -> l.name().toLowerCase(Locale.ROOT)).toList();
        int law = laws.indexOf(arrivals);
        if (law < 0) {
            throw new InputException("--arrivals: there is no law %s.".formatted(arrivals), "One of %s. %s".formatted(String.join(", ", laws), Nearest.maybe(arrivals, laws)));
        }
        return law == 0 ? Gaps.poisson(rate) : new Gaps(Gaps.Law.values()[law], rate, burstiness);
    }

    private void check() {
        if (repeat < 1 || !(speed > 0) || count < 1 || !(burstiness > 0) || !(jitter >= 0 && jitter < 1)) {
            throw new InputException("--repeat %d, --speed %s, --count %d, --burstiness %s, --jitter %s: one is out of range.".formatted(repeat, speed, count, burstiness, jitter),
                    "Repeats and counts are at least 1, speed and burstiness above 0, jitter from 0 to below 1.");
        }
    }
}
