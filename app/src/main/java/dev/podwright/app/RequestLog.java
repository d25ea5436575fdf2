package dev.podwright.app;

import dev.podwright.simulation.Ledger;
import dev.podwright.simulation.Ran;
import dev.podwright.simulation.Served;
import dev.podwright.simulation.Unserved;
import java.util.Locale;

/// Passes on what happens to requests and writes a line of each, where wanted.
final class RequestLog implements Ledger {
    private final Ledger next;
    private final StringBuilder lines;

    RequestLog(Ledger next, boolean wanted) {
        this.next = next;
        this.lines = wanted ? new StringBuilder("request,class,arrival_s,started_s,first_token_s,end_s,input_tokens,cached_tokens,output_tokens,preemptions,outcome\n") : null;
    }

    @Override
    public void finished(Served r) {
        next.finished(r);
        if (lines != null) {
            lines.append(String.format(Locale.ROOT, "%d,%d,%.6f,%.6f,%.6f,%.6f,%d,%d,%d,%d,finished%n", r.request(), r.kind(), r.arrival(), r.began(), r.first(), r.end(), r.input(),
                    r.cached(), r.output(), r.preemptions()));
        }
    }

    @Override
    public void unserved(Unserved r) {
        next.unserved(r);
        if (lines != null) {
            lines.append(String.format(Locale.ROOT, "%d,%d,%.6f,,,,%d,0,%d,0,%s%n", r.request(), r.kind(), r.arrival(), r.input(), r.output(), r.reason().words()));
        }
    }

    @Override
    public void ran(Ran steps) {
        next.ran(steps);
    }

    String text() {
        return lines.toString();
    }
}
