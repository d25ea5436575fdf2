package dev.podwright.simulation;

import java.util.List;

/// Passes everything on to several.
public final class Ledgers implements Ledger {
    private final Ledger[] all;

    public Ledgers(List<Ledger> all) {
        this.all = all.toArray(Ledger[]::new);
    }

    @Override
    public void arrived(long request, int kind, double now) {
        for (Ledger one : all) {
            one.arrived(request, kind, now);
        }
    }

    @Override
    public void finished(Served request) {
        for (Ledger one : all) {
            one.finished(request);
        }
    }

    @Override
    public void unserved(Unserved request) {
        for (Ledger one : all) {
            one.unserved(request);
        }
    }

    @Override
    public void ran(Ran steps) {
        for (Ledger one : all) {
            one.ran(steps);
        }
    }
}
