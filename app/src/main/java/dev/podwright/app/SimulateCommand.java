package dev.podwright.app;

import dev.podwright.calibration.Calibration;
import dev.podwright.catalog.Catalog;
import dev.podwright.document.Document;
import dev.podwright.document.InputException;
import dev.podwright.document.Nearest;
import dev.podwright.document.Node;
import dev.podwright.layout.ServingLayout;
import dev.podwright.plan.Deployment;
import dev.podwright.plan.Planner;
import dev.podwright.plan.PodPlan;
import dev.podwright.plan.ServingSystem;
import dev.podwright.plan.Site;
import dev.podwright.scenario.Scenario;
import dev.podwright.scenario.ScenarioReader;
import dev.podwright.simulation.Clients;
import dev.podwright.simulation.Ledger;
import dev.podwright.simulation.Ledgers;
import dev.podwright.simulation.OverTime;
import dev.podwright.simulation.Pool;
import dev.podwright.simulation.Replicas;
import dev.podwright.simulation.Router;
import dev.podwright.simulation.Setup;
import dev.podwright.simulation.Simulation;
import dev.podwright.simulation.Statistics;
import dev.podwright.trace.Gaps;
import dev.podwright.trace.Generated;
import dev.podwright.trace.Replay;
import dev.podwright.trace.RequestSource;
import dev.podwright.trace.RequestTrace;
import dev.podwright.trace.Traces;
import dev.podwright.workload.Load;
import dev.podwright.workload.RequestClass;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `podwright simulate`: what each request gets.
@Command(name = "simulate", description = {"Serve requests one by one, under a recorded trace or a law of arrivals, and print percentiles;",
    "with no options, an example."})
final class SimulateCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private ScenarioOptions options;

    @Mixin
    private CatalogOptions catalogOptions;

    @Mixin
    private CalibrationOptions calibrationOptions;

    @Mixin
    private EngineOptions engineOptions;

    @Mixin
    private OutputOptions outputOptions;

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

    @Option(names = "--tp", paramLabel = "N", description = "Tensor-parallel size of a replica; without sizes the plan for the mean load is simulated.")
    private Integer tensor;

    @Option(names = "--dp", paramLabel = "N", description = "Attention groups of a replica.")
    private Integer data;

    @Option(names = "--pp", paramLabel = "N", description = "Pipeline stages of a replica.")
    private Integer pipeline;

    @Option(names = "--ep", paramLabel = "N", description = "Expert-parallel size of a replica.")
    private Integer experts;

    @Option(names = "--replicas", paramLabel = "N", description = "Replicas (default: those of the plan, or one).")
    private Integer replicas;

    @Option(names = "--router", defaultValue = "round-robin", paramLabel = "POLICY",
            description = "round-robin, least-tokens, power-of-two or prefix-aware (default: ${DEFAULT-VALUE}).")
    private String router;

    @Option(names = "--seed", defaultValue = "1", paramLabel = "N", description = "Seed of all that is drawn (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(names = "--step-by-step", description = "Make an event of every decode step: slower, the same result.")
    private boolean stepByStep;

    @Override
    public Integer call() {
        check();
        Catalog catalog = catalogOptions.catalog();
        Calibration calibration = calibrationOptions.calibration();
        boolean embedded = trace == null && spec.commandLine().getParseResult().matchedOptions().stream().allMatch(o -> OutputOptions.declares(o));
        Optional<RequestTrace> recorded = embedded ? Optional.of(Traces.embedded()) : Optional.ofNullable(trace).map(Traces::read);
        Node question = question(embedded, recorded);
        Scenario scenario = new ScenarioReader(catalog).read(question);
        if (scenario.targets().size() != 1) {
            throw new InputException("%d pods are named.".formatted(scenario.targets().size()), "A simulation is of one; plan and compare take several.");
        }
        long longest = recorded.map(RequestTrace::longest).orElse((long) Math.ceil(scenario.demand().requests().longest() * (1 + jitter)) + 1);
        ServingSystem system = system(scenario, catalog, calibration, longest);
        RequestSource source = recorded.<RequestSource>map(t -> new Replay(t, repeat, speed)).orElseGet(() -> generated(scenario));
        int concurrency = recorded.isPresent() ? 0 : scenario.demand().load() instanceof Load.Concurrency c ? Math.toIntExact(Math.round(c.inFlight())) : 0;
        Pool pool = new Pool(Pool.Role.BOTH, system.replicas(), system.rules(), system.times(), system.blocks());
        Setup setup = new Setup(List.of(pool), router(), new Clients(concurrency), stepByStep, seed);
        try (Interruption interruption = new Interruption()) {
            SimulationResult result = run(scenario, system, setup, recorded, source, interruption);
            PrintWriter out = spec.commandLine().getOut();
            if (outputOptions.json()) {
                out.print(Json.text(SimulationJson.of(result, catalog, calibration)));
            } else {
                out.print(SimulationText.of(result));
                out.print(Provenance.line(catalog, calibration));
            }
            out.flush();
            return result.end().whole() ? 0 : Interruption.EXIT_CODE;
        }
    }

    private SimulationResult run(Scenario scenario, ServingSystem system, Setup setup, Optional<RequestTrace> recorded, RequestSource source, Interruption interruption) {
        List<RequestClass> classes = scenario.demand().requests().classes();
        Statistics statistics = new Statistics(classes.size(), scenario.demand().limits());
        Replicas replicas = new Replicas(setup);
        OverTime overTime = new OverTime(setup);
        try (SimulationFiles files = outputOptions.files(classes.stream().map(RequestClass::name).toList())) {
            List<Ledger> ledgers = new ArrayList<>(List.of(statistics, replicas, overTime));
            ledgers.addAll(files.ledgers());
            Progress progress = new Progress(spec.commandLine().getErr(), source.size());
            Simulation.End end = new Simulation(setup, new Ledgers(ledgers)).run(source, count -> progress.at(count) && !interruption.asked());
            progress.done();
            files.keep();
            return new SimulationResult(scenario, system, setup, recorded, end, statistics, replicas, overTime);
        }
    }

    private void check() {
        if (repeat < 1 || !(speed > 0) || count < 1 || !(burstiness > 0) || !(jitter >= 0 && jitter < 1)) {
            throw new InputException("--repeat %d, --speed %s, --count %d, --burstiness %s, --jitter %s: one is out of range.".formatted(repeat, speed, count, burstiness, jitter),
                    "Repeats and requests are at least 1, speed and burstiness above 0, jitter from 0 to below 1.");
        }
    }

    /// The scenario asked for; of a trace, the load is its own.
    private Node question(boolean embedded, Optional<RequestTrace> recorded) {
        Node base = embedded ? Document.resource(SimulateCommand.class, "embedded-simulation.yaml") : options.scenario();
        if (recorded.isEmpty()) {
            return base;
        }
        RequestTrace t = recorded.get();
        Map<String, Object> workload = Fields.given("input_tokens", mean(t.inputs()), "output_tokens", mean(t.outputs()), "rate_per_s", speed * t.size() / t.span());
        Node merged = base.find("workload").isPresent() ? base.with("workload", base.get("workload").without("concurrency").without("name").without("mix")) : base;
        return merged.overlaid(Document.of(t.name(), Map.of("workload", workload)));
    }

    private static double mean(int[] values) {
        return Arrays.stream(values).average().orElse(1);
    }

    private ServingSystem system(Scenario scenario, Catalog catalog, Calibration calibration, long longest) {
        if (tensor == null && data == null && pipeline == null && experts == null) {
            return planned(scenario, catalog, calibration, longest);
        }
        ServingLayout layout = Sizes.layout(tensor, data, pipeline, experts);
        Site site = Site.of(scenario.model(), scenario.targets().getFirst().pod(), scenario.precision(), scenario.speculation(), catalog, calibration);
        return new ServingSystem(site, layout, replicas == null ? 1 : replicas, engineOptions.rules(site), longest);
    }

    private ServingSystem planned(Scenario scenario, Catalog catalog, Calibration calibration, long longest) {
        Scenario together = new Scenario(scenario.model(), scenario.precision(), scenario.demand(), scenario.targets(), Scenario.Mode.AGGREGATED, scenario.speculation());
        PodPlan pod = new Planner(catalog, calibration).plan(together).pods().getFirst();
        Deployment best = pod.best().orElseThrow(() -> new InputException("No deployment on %s meets the mean load within the limits.".formatted(pod.target().pod().name()),
                "Give the sizes of a replica, such as --tp 8 --replicas 2, or other limits.")).deployment();
        if (!(best instanceof Deployment.Aggregated aggregated)) {
            throw new IllegalStateException("An aggregated plan came out as " + best.label());
        }
        return new ServingSystem(pod.site(), aggregated.layout(), replicas == null ? aggregated.replicas() : replicas, engineOptions.rules(pod.site()), longest);
    }

    private Router router() {
        List<String> names = Arrays.stream(Router.values()).map(Router::label).toList();
        return Arrays.stream(Router.values()).filter(r -> r.label().equals(router)).findFirst()
                .orElseThrow(() -> new InputException("--router: there is no policy %s.".formatted(router), "One of %s. %s".formatted(String.join(", ", names), Nearest.maybe(router, names))));
    }

    private RequestSource generated(Scenario scenario) {
        Gaps gaps = switch (scenario.demand().load()) {
            case Load.Rate rate -> gaps(rate.perSecond());
            // Clients that wait for their answers: the law of arrivals plays no part.
            case Load.Concurrency _ -> Gaps.poisson(1);
            case Load.Saturating _ -> throw new InputException("Nothing says how many requests come.", "Give --rate, --concurrency or --trace.");
        };
        return new Generated(scenario.demand().requests(), gaps, jitter, count, seed);
    }

    private Gaps gaps(double rate) {
        return switch (arrivals) {
            case "poisson" -> Gaps.poisson(rate);
            case "gamma" -> new Gaps(Gaps.Law.GAMMA, rate, burstiness);
            case "weibull" -> new Gaps(Gaps.Law.WEIBULL, rate, burstiness);
            default -> throw new InputException("--arrivals: there is no law %s.".formatted(arrivals), "One of poisson, gamma, weibull. " + Nearest.maybe(arrivals, List.of("poisson", "gamma", "weibull")));
        };
    }
}
