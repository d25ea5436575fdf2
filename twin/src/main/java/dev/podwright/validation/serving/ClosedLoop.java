package dev.podwright.validation.serving;

import dev.podwright.simulation.Clients;
import dev.podwright.simulation.EngineRules;
import dev.podwright.simulation.Ledger;
import dev.podwright.simulation.Pool;
import dev.podwright.simulation.Ran;
import dev.podwright.simulation.Router;
import dev.podwright.simulation.Served;
import dev.podwright.simulation.Setup;
import dev.podwright.simulation.Simulation;
import dev.podwright.simulation.Unserved;

/// Simulates a row: the clients of its harness before one replica of its engine.
public final class ClosedLoop {
    private static final long SEED = 5;

    private ClosedLoop() {}

    /// Means of a run, in seconds.
    ///
    /// @param unserved requests that got no answer
    public record Means(double ttft, double tpot, long unserved) {}

    public static EngineRules rules(ServingRow row) {
        return Launch.rules(row.harness(), row.site(), row.layout().tensor(), row.concurrency(), row.longest());
    }

    public static Setup setup(ServingRow row, Pool pool) {
        return Setup.of(pool, Router.ROUND_ROBIN, new Clients(row.concurrency()), SEED);
    }

    public static Means run(ServingRow row, Setup setup) {
        Sums sums = new Sums();
        new Simulation(setup, sums).run(Arrivals.ready(row.lengths(), row.spread(), row.prompts(), SEED), _ -> true);
        return new Means(sums.ttft / sums.count, sums.tpot / sums.paced, sums.unserved);
    }

    private static final class Sums implements Ledger {
        private double ttft;
        private double tpot;
        private long count;
        private long paced;
        private long unserved;

        @Override
        public void finished(Served request) {
            ttft += request.ttft();
            count++;
            if (request.output() > 1) {
                tpot += request.tpot();
                paced++;
            }
        }

        @Override
        public void unserved(Unserved request) {
            unserved++;
        }

        @Override
        public void ran(Ran steps) {}
    }
}
