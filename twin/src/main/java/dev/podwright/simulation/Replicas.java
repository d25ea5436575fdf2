package dev.podwright.simulation;

import java.util.ArrayList;
import java.util.List;

/// Adds up a run replica by replica.
public final class Replicas implements Ledger {
    private final List<ReplicaStatistics> all = new ArrayList<>();

    /// @param setup what runs
    public Replicas(Setup setup) {
        for (Pool pool : setup.pools()) {
            for (int i = 0; i < pool.replicas(); i++) {
                all.add(new ReplicaStatistics(pool));
            }
        }
    }

    @Override
    public void finished(Served request) {
        all.get(request.replica()).finished(request);
    }

    @Override
    public void unserved(Unserved request) {
        // No replica answered it.
    }

    @Override
    public void ran(Ran steps) {
        all.get(steps.replica()).ran(steps);
    }

    /// In the order of the pools.
    public List<ReplicaStatistics> all() {
        return all;
    }
}
