package dev.podwright.app;

import dev.podwright.document.InputException;
import dev.podwright.document.Node;
import dev.podwright.plan.Confirmer;
import dev.podwright.scenario.Scenario;
import java.lang.reflect.Member;
import java.util.Collections;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;

/// Whether, and under which requests, a plan is simulated.
final class ConfirmOptions {
    private static final long SEED = 1;

    @Option(names = "--confirm", description = "Serve requests one by one on the finalists: made ones, or those of --trace.")
    private boolean confirm;

    @Mixin
    private TrafficOptions traffic;

    /// Whether an option is declared here.
    static boolean declares(OptionSpec option) {
        return TrafficOptions.declares(option) || option.userObject() instanceof Member member && member.getDeclaringClass() == ConfirmOptions.class;
    }

    /// The question, with the load of the trace if one is played.
    Node over(Node scenario, CommandSpec spec) {
        if (!confirm) {
            spec.commandLine().getParseResult().matchedOptions().stream().filter(TrafficOptions::declares).findFirst().ifPresent(option -> {
                throw new InputException("%s is of requests that come one by one.".formatted(option.longestName()), "Add --confirm, or ask podwright simulate.");
            });
            return scenario;
        }
        return traffic.over(scenario, false);
    }

    /// Serves the requests of `scenario`; empty if nobody asked for it.
    Optional<Confirmer> confirmer(Scenario scenario) {
        if (!confirm) {
            return Optional.empty();
        }
        Traffic first = traffic.of(scenario, true, 1, SEED);
        return Optional.of(new Confirmer(scenario.demand(), block -> traffic.of(scenario, true, block, SEED).source(), first.clients(),
                Collections.nCopies(first.limits().size(), scenario.demand().limits()), SEED));
    }
}
