package dev.podwright.app;

import dev.podwright.app.report.SimulationReport;
import dev.podwright.app.report.StrainSection;
import dev.podwright.calibration.Calibration;
import dev.podwright.catalog.Catalog;
import dev.podwright.document.Document;
import dev.podwright.document.InputException;
import dev.podwright.document.Node;
import dev.podwright.layout.ServingLayout;
import dev.podwright.plan.Deployment;
import dev.podwright.plan.Planner;
import dev.podwright.plan.PodPlan;
import dev.podwright.plan.ServingDeployment;
import dev.podwright.plan.ServingSystem;
import dev.podwright.plan.Site;
import dev.podwright.plan.Standing;
import dev.podwright.scenario.Scenario;
import dev.podwright.scenario.ScenarioReader;
import dev.podwright.simulation.EngineRules;
import dev.podwright.simulation.Ledger;
import dev.podwright.simulation.Ledgers;
import dev.podwright.simulation.OverTime;
import dev.podwright.simulation.Pool;
import dev.podwright.simulation.Replicas;
import dev.podwright.simulation.Setup;
import dev.podwright.simulation.Simulation;
import dev.podwright.simulation.Statistics;
import dev.podwright.workload.Demand;
import dev.podwright.workload.Load;
import dev.podwright.workload.RequestClass;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
    private static final double MOST_HEADROOM = 1000;

    @Spec
    private CommandSpec spec;

    @Mixin
    private ScenarioOptions options;

    @Mixin
    private CatalogOptions catalogOptions;

    @Mixin
    private CalibrationOptions calibrationOptions;

    @Mixin
    private TrafficOptions trafficOptions;

    @Mixin
    private EngineOptions engineOptions;

    @Mixin
    private DeploymentOptions deploymentOptions;

    @Mixin
    private FaultOptions faultOptions;

    @Mixin
    private OutputOptions outputOptions;

    @Mixin
    private ReportOption report;

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

    @Option(names = "--headroom", defaultValue = "2", paramLabel = "X", description = "Without sizes: plan for so many times the mean rate (default: ${DEFAULT-VALUE}).")
    private double headroom;

    @Option(names = "--seed", defaultValue = "1", paramLabel = "N", description = "Seed of all that is drawn (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(names = "--step-by-step", description = "Make an event of every decode step: slower, the same result.")
    private boolean stepByStep;

    @Override
    public Integer call() {
        Catalog catalog = catalogOptions.catalog();
        Calibration calibration = calibrationOptions.calibration();
        boolean embedded = spec.commandLine().getParseResult().matchedOptions().stream().allMatch(OutputOptions::declares);
        Node base = embedded ? Document.resource(SimulateCommand.class, "embedded-simulation.yaml") : options.scenario(spec.commandLine().getParseResult().hasMatchedOption("--seed") ? seed : null);
        Node asked = trafficOptions.over(base, embedded);
        Scenario scenario = trafficOptions.classed(new ScenarioReader(catalog).read(asked));
        if (scenario.targets().size() != 1) {
            throw new InputException("%d pods are named.".formatted(scenario.targets().size()), "A simulation is of one; plan and compare take several.");
        }
        Standing standing = Standing.of(deployment(scenario, catalog, calibration, trafficOptions.longest(scenario)));
        ServingDeployment deployment = standing.deployment();
        int block = deployment.parts().stream().mapToInt(p -> p.system().rules().blockTokens()).max().orElseThrow();
        Traffic traffic = trafficOptions.of(scenario, embedded || options.limited(), block, seed);
        Setup whole = faultOptions.over(deploymentOptions.setup(deployment, traffic.clients(), seed), options.incidents(), deployment);
        Setup setup = stepByStep ? whole.stepByStep() : whole;
        try (Interruption interruption = new Interruption()) {
            SimulationResult result = run(scenario, standing, setup, traffic, interruption);
            report.write(spec, catalog, calibration, Yaml.write(base), origin -> StrainSection.on(SimulationReport.of(result, origin), result.strain().map(s -> Map.of(result.podName(), s)).orElse(Map.of())));
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

    private SimulationResult run(Scenario scenario, Standing standing, Setup setup, Traffic traffic, Interruption interruption) {
        Statistics statistics = new Statistics(traffic.limits());
        Replicas perReplica = new Replicas(setup);
        OverTime overTime = new OverTime(setup);
        try (SimulationFiles files = outputOptions.files(scenario.demand().requests().classes().stream().map(RequestClass::name).toList(), setup, spec.commandLine().getErr()::println)) {
            List<Ledger> ledgers = new ArrayList<>(List.of(statistics, perReplica, overTime));
            ledgers.addAll(files.ledgers());
            Progress progress = new Progress(spec.commandLine().getErr(), traffic.source().size());
            Simulation.End end = new Simulation(setup, new Ledgers(ledgers)).run(traffic.source(), count -> progress.at(count) && !interruption.asked());
            progress.done();
            files.keep();
            return new SimulationResult(scenario, standing.deployment(), setup, traffic, end, statistics, perReplica, overTime, standing.strain());
        }
    }

    private ServingDeployment deployment(Scenario scenario, Catalog catalog, Calibration calibration, long longest) {
        if (deploymentOptions.explicit()) {
            if (tensor != null || data != null || pipeline != null || experts != null || replicas != null) {
                throw new InputException("Sizes of a replica are given twice: as --tp, --dp, --pp, --ep or --replicas, and with a pool.", "Give them with the pool, such as --pool tp=4,replicas=2.");
            }
            return deploymentOptions.deployment(pod -> Site.of(scenario.model(), pod == null ? scenario.targets().getFirst().pod() : catalog.pod(pod), scenario.precision(),
                    scenario.speculation(), scenario.condition(), catalog, calibration), engineOptions::rules, longest);
        }
        if (tensor == null && data == null && pipeline == null && experts == null) {
            return planned(scenario, catalog, calibration, longest);
        }
        ServingLayout layout = Sizes.layout(tensor, data, pipeline, experts);
        Site site = Site.of(scenario.model(), scenario.targets().getFirst().pod(), scenario.precision(), scenario.speculation(), scenario.condition(), catalog, calibration);
        return ServingDeployment.together(new ServingSystem(site, layout, replicas == null ? 1 : replicas, engineOptions.rules(site), longest));
    }

    private ServingDeployment planned(Scenario scenario, Catalog catalog, Calibration calibration, long longest) {
        if (!(headroom > 0 && headroom <= MOST_HEADROOM)) {
            throw new InputException("--headroom is %s.".formatted(headroom), "Give a factor on the mean rate from above 0 to %.0f, such as 2.".formatted(MOST_HEADROOM));
        }
        Demand demand = scenario.demand();
        Load load = demand.load() instanceof Load.Rate rate ? new Load.Rate(headroom * rate.perSecond()) : demand.load();
        Scenario asked = new Scenario(scenario.model(), scenario.precision(), new Demand(demand.requests(), load, demand.limits()), scenario.targets(), replicas == null ? scenario.mode() : Scenario.Mode.AGGREGATED,
                scenario.speculation(), scenario.condition());
        PodPlan pod = new Planner(catalog, calibration).plan(asked).pods().getFirst();
        Site site = pod.site();
        EngineRules rules = engineOptions.rules(site);
        return switch (pod.best().orElseThrow(() -> new InputException("No deployment on %s meets the mean load within the limits.".formatted(pod.target().pod().name()),
                "Give the sizes of a replica, such as --tp 8 --replicas 2, or other limits.")).deployment()) {
            case Deployment.Aggregated d -> ServingDeployment.together(new ServingSystem(site, d.layout(), replicas == null ? d.replicas() : replicas, rules, longest));
            case Deployment.Disaggregated d -> new ServingDeployment(List.of(
                    new ServingDeployment.Part(Pool.Role.PREFILL, new ServingSystem(site, d.prefill(), d.prefillReplicas(), rules, longest)),
                    new ServingDeployment.Part(Pool.Role.DECODE, new ServingSystem(site, d.decode(), d.decodeReplicas(), rules, longest))));
        };
    }
}
