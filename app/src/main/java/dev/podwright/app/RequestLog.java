package dev.podwright.app;

import dev.podwright.simulation.Ledger;
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
    public void finished(long request, int kind, double arrival, double began, double first, double end, int input, int cached, int output, int preemptions) {
        next.finished(request, kind, arrival, began, first, end, input, cached, output, preemptions);
        if (lines != null) {
            lines.append(String.format(Locale.ROOT, "%d,%d,%.6f,%.6f,%.6f,%.6f,%d,%d,%d,%d,finished%n", request, kind, arrival, began, first, end, input, cached, output, preemptions));
        }
    }

    @Override
    public void rejected(long request, int kind, double arrival, int input, int output) {
        next.rejected(request, kind, arrival, input, output);
        if (lines != null) {
            lines.append(String.format(Locale.ROOT, "%d,%d,%.6f,,,,%d,0,%d,0,rejected%n", request, kind, arrival, input, output));
        }
    }

    @Override
    public void ran(long steps, double seconds, int decoding, int prompts) {
        next.ran(steps, seconds, decoding, prompts);
    }

    String text() {
        return lines.toString();
    }
}
