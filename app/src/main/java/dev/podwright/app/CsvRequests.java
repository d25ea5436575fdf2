package dev.podwright.app;

import dev.podwright.simulation.Served;
import dev.podwright.simulation.Unserved;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Requests as CSV, times in seconds to the microsecond. Numbers are written by hand: formatting them would take longer than the simulation.
final class CsvRequests implements RequestRows {
    private static final String HEADING = "request,class,replica,arrival_s,started_s,first_token_s,end_s,input_tokens,cached_tokens,output_tokens,preemptions,retries,outcome\n";
    private static final int ROOM = 1 << 14;
    /// Longer than any row but for names.
    private static final int ROW = 256;
    private static final double MICRO = 1e6;
    private static final int DECIMALS = 6;

    private final OutputStream out;
    private final List<byte[]> names;
    private final byte[] buffer;
    private int at;

    /// @param names of the classes
    CsvRequests(OutputStream out, List<String> names) throws IOException {
        this.out = out;
        this.names = names.stream().map(CsvRequests::quoted).map(n -> n.getBytes(StandardCharsets.UTF_8)).toList();
        this.buffer = new byte[ROOM + this.names.stream().mapToInt(n -> n.length).max().orElse(0)];
        out.write(HEADING.getBytes(StandardCharsets.UTF_8));
    }

    private static String quoted(String name) {
        return name.matches("[^,\"\r\n]*") ? name : '"' + name.replace("\"", "\"\"") + '"';
    }

    @Override
    public void served(Served r) throws IOException {
        begin(r.request(), r.kind());
        number(r.replica() + 1);
        comma();
        seconds(r.arrival());
        seconds(r.began());
        seconds(r.first());
        seconds(r.end());
        count(r.input());
        count(r.cached());
        count(r.output());
        count(r.preemptions());
        count(r.retries());
        end("finished");
    }

    @Override
    public void unserved(Unserved r) throws IOException {
        begin(r.request(), r.kind());
        comma();
        seconds(r.arrival());
        comma();
        comma();
        seconds(r.end());
        count(r.input());
        comma();
        count(r.output());
        comma();
        comma();
        end(quoted(r.reason().words()));
    }

    @Override
    public void finish() throws IOException {
        out.write(buffer, 0, at);
        at = 0;
    }

    private void begin(long request, int kind) throws IOException {
        if (at > buffer.length - ROW - names.get(kind).length) {
            finish();
        }
        count(request);
        text(names.get(kind));
        comma();
    }

    private void end(String outcome) {
        text(outcome.getBytes(StandardCharsets.UTF_8));
        buffer[at++] = '\n';
    }

    private void count(long value) {
        number(value);
        comma();
    }

    private void seconds(double value) {
        long micros = Math.round(value * MICRO);
        number(micros / (long) MICRO);
        buffer[at++] = '.';
        long rest = micros % (long) MICRO;
        for (int i = DECIMALS - 1; i >= 0; i--) {
            buffer[at + i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        at += DECIMALS;
        comma();
    }

    private void number(long value) {
        long rest = value;
        int digits = 1;
        for (long v = value; v >= 10; v /= 10) {
            digits++;
        }
        for (int i = digits - 1; i >= 0; i--) {
            buffer[at + i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        at += digits;
    }

    private void text(byte[] bytes) {
        System.arraycopy(bytes, 0, buffer, at, bytes.length);
        at += bytes.length;
    }

    private void comma() {
        buffer[at++] = ',';
    }
}
