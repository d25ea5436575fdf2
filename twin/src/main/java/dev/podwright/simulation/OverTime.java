package dev.podwright.simulation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// A run window by window, in memory that does not grow with it: when all windows are full, each two become one.
public final class OverTime implements Ledger {
    /// Most windows; a run ends with more than half of them.
    private static final int MOST = 128;
    /// Where windows begin, seconds: shorter than a step.
    private static final double SHORTEST = 1.0 / 1024;
    /// Most rows of the map of replicas; of more, neighbours share a row.
    private static final int ROWS = 32;

    private final long[] blocks;
    private final int rows;
    private final long[] arrived = new long[MOST];
    private final long[] finished = new long[MOST];
    private final long[] unserved = new long[MOST];
    private final Series output = new Series(MOST);
    private final Series input = new Series(MOST);
    private final Series[] busy;
    private final Series[] running;
    private final Series[] waiting;
    private final Series[] used;
    private final Spread[] ttft = spreads();
    private final Spread[] tpot = spreads();
    private double width = SHORTEST;
    private double latest;

    /// @param setup what runs
    public OverTime(Setup setup) {
        this.blocks = setup.pools().stream().flatMapToLong(p -> IntStream.range(0, p.replicas()).mapToLong(_ -> p.blocks())).toArray();
        this.rows = Math.min(ROWS, blocks.length);
        this.busy = series();
        this.running = series();
        this.waiting = series();
        this.used = series();
    }

    private static Spread[] spreads() {
        return IntStream.range(0, MOST).mapToObj(_ -> new Spread()).toArray(Spread[]::new);
    }

    private Series[] series() {
        return IntStream.range(0, rows).mapToObj(_ -> new Series(MOST)).toArray(Series[]::new);
    }

    @Override
    public void arrived(long request, int kind, double now) {
        arrived[window(now)]++;
    }

    @Override
    public void finished(Served r) {
        int end = window(r.end());
        finished[end]++;
        ttft[window(r.arrival())].add(r.ttft());
        spread(input, r.began(), r.first(), r.input());
        output.add(window(r.first()), 1);
        if (r.output() > 1) {
            tpot[end].add(r.tpot());
            spread(output, r.first(), r.end(), r.output() - 1);
        }
    }

    @Override
    public void unserved(Unserved r) {
        unserved[window(r.end())]++;
    }

    @Override
    public void ran(Ran r) {
        double end = r.start() + r.seconds();
        window(end);
        int row = row(r.replica());
        busy[row].add(r.start(), end, 1, width);
        running[row].add(r.start(), end, r.decoding(), width);
        waiting[row].add(r.start(), end, r.waiting(), width);
        used[row].add(r.start(), end, r.usedBlocks(), width);
    }

    private int row(int replica) {
        return blocks.length == rows ? replica : (int) ((long) replica * rows / blocks.length);
    }

    /// The window that a moment is in or ends; windows are made longer where need be.
    private int window(double moment) {
        latest = Math.max(latest, moment);
        while (moment > MOST * width) {
            fold();
        }
        return Math.max(0, (int) Math.ceil(moment / width) - 1);
    }

    private void spread(Series into, double from, double to, double amount) {
        if (to > from) {
            into.add(from, to, amount / (to - from), width);
        } else {
            into.add(window(from), amount);
        }
    }

    private void fold() {
        width *= 2;
        for (long[] counts : List.of(arrived, finished, unserved)) {
            for (int i = 0; i < MOST / 2; i++) {
                counts[i] = counts[2 * i] + counts[2 * i + 1];
            }
            Arrays.fill(counts, MOST / 2, MOST, 0);
        }
        for (Spread[] spreads : List.of(ttft, tpot)) {
            for (int i = 0; i < MOST / 2; i++) {
                Spread first = spreads[2 * i];
                first.add(spreads[2 * i + 1]);
                spreads[2 * i + 1].clear();
                spreads[2 * i] = spreads[i];
                spreads[i] = first;
            }
        }
        output.fold();
        input.fold();
        for (Series[] all : List.of(busy, running, waiting, used)) {
            for (Series one : all) {
                one.fold();
            }
        }
    }

    /// Windows of equal length from the start to the last happening; the last may be cut.
    public List<Window> windows() {
        List<Window> windows = new ArrayList<>();
        double capacity = Arrays.stream(blocks).asDoubleStream().sum();
        for (int i = 0; i < MOST && (i == 0 || i * width < latest); i++) {
            double end = Math.min((i + 1) * width, latest);
            double seconds = Math.max(end - i * width, Double.MIN_NORMAL);
            windows.add(new Window(i * width, end, arrived[i], finished[i], unserved[i], output.at(i), input.at(i), sum(busy, i) / seconds / blocks.length,
                    sum(running, i) / seconds, sum(waiting, i) / seconds, sum(used, i) / seconds / capacity, ttft[i], tpot[i]));
        }
        return windows;
    }

    /// The same in at most so many windows, neighbours taken together.
    public List<Window> windows(int most) {
        List<Window> all = windows();
        int together = Math.ceilDiv(all.size(), most);
        List<Window> joined = new ArrayList<>();
        for (int i = 0; i < all.size(); i += together) {
            joined.add(Window.together(all.subList(i, Math.min(i + together, all.size()))));
        }
        return joined;
    }

    private static double sum(Series[] all, int window) {
        double sum = 0;
        for (Series one : all) {
            sum += one.at(window);
        }
        return sum;
    }

    /// Requests in the queues on average, by row of replicas and by the windows of [#windows(int)].
    public double[][] queues(int most) {
        List<Window> windows = windows();
        int together = Math.ceilDiv(windows.size(), most);
        double[][] map = new double[rows][Math.ceilDiv(windows.size(), together)];
        for (int row = 0; row < rows; row++) {
            for (int i = 0; i < map[row].length; i++) {
                List<Window> part = windows.subList(i * together, Math.min((i + 1) * together, windows.size()));
                double seconds = part.stream().mapToDouble(Window::seconds).sum();
                double sum = 0;
                for (int k = 0; k < part.size(); k++) {
                    sum += waiting[row].at(i * together + k);
                }
                map[row][i] = seconds == 0 ? 0 : sum / seconds;
            }
        }
        return map;
    }

    /// The first replica of each row of [#queues].
    public int[] firstOfRows() {
        return IntStream.range(0, rows).map(row -> Math.toIntExact(Math.ceilDiv((long) row * blocks.length, rows))).toArray();
    }
}
