package dev.podwright.diagnosis;

import dev.podwright.profile.Profile;
import dev.podwright.profile.Timeline;
import dev.podwright.profile.Use;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Walks along the tasks of one rank and gives each moment of its steps to one of them.
final class Sweep {
    /// Who owns a moment in which several kinds run: what comes first here. A kernel that drives an exchange gives way to the exchange.
    private enum Layer { COMPUTING, CPU, EXCHANGE, DRIVER, COPY }

    private static final Layer[] LAYERS = Layer.values();
    /// Profilers count in nanoseconds; less is what doubles leave.
    static final double ROUNDING = 0.5e-9;
    /// What the profiler calls the core of a task that runs on the scalar processors of the chip.
    static final String AI_CPU = "AI_CPU";

    private final Timeline timeline;
    private final Layer[] layers;
    private final double[] inside;
    private final double[] owned;
    private final double[] beside;
    private final double[] perTask;
    private final Gaps gaps;
    private final double[] sums = new double[LAYERS.length];
    private double overlapped;
    private double idle;

    /// Tasks that run now.
    private int[] active = new int[16];
    private int running;

    private Sweep(Profile profile) {
        timeline = profile.timeline();
        layers = profile.uses().stream().map(Sweep::layer).toArray(Layer[]::new);
        inside = new double[layers.length];
        owned = new double[layers.length];
        beside = new double[layers.length];
        perTask = new double[timeline.size()];
        gaps = new Gaps(profile);
    }

    /// @param windows in order of time, one after another
    static Occupancy of(Profile profile, List<Window> windows) {
        if (profile.timeline().size() == 0) {
            return Summed.of(profile, windows);
        }
        Sweep sweep = new Sweep(profile);
        double seconds = 0;
        double before = Double.NEGATIVE_INFINITY;
        for (Window window : windows) {
            // Steps of a profile may overlap by rounding; no moment counts twice.
            Window cut = new Window(window.name(), Math.max(before, window.start()), Math.max(before, window.end()), window.breakdown());
            sweep.walk(cut);
            seconds += cut.seconds();
            before = cut.end();
        }
        double computing = sweep.sums[Layer.COMPUTING.ordinal()] + sweep.sums[Layer.CPU.ordinal()];
        return new Occupancy(List.copyOf(windows), sweep.inside, sweep.owned, sweep.beside, sweep.perTask, sweep.gaps.found(),
                new Occupancy.Totals(seconds, computing, sweep.sums[Layer.EXCHANGE.ordinal()] + sweep.sums[Layer.DRIVER.ordinal()], sweep.overlapped, sweep.sums[Layer.COPY.ordinal()], sweep.idle));
    }

    private static Layer layer(Use use) {
        return switch (use.kind()) {
            case KERNEL, SET -> CpuFallbacks.drives(use) ? Layer.DRIVER : use.core().equals(AI_CPU) ? Layer.CPU : Layer.COMPUTING;
            case EXCHANGE -> Layer.EXCHANGE;
            case COPY -> Layer.COPY;
        };
    }

    private void walk(Window window) {
        running = 0;
        gaps.begin();
        double now = window.start();
        int next = 0;
        while (now < window.end()) {
            while (next < timeline.size() && timeline.start(next) <= now) {
                if (end(next) > now) {
                    enter(next);
                    gaps.passed(next);
                }
                next++;
            }
            double until = Math.min(window.end(), next < timeline.size() ? timeline.start(next) : window.end());
            for (int i = 0; i < running; i++) {
                until = Math.min(until, end(active[i]));
            }
            if (running > 0) {
                share(until - now);
            } else if (until - now > ROUNDING) {
                idle += until - now;
                gaps.add(now, until, next < timeline.size() && timeline.start(next) <= until ? next : -1);
            }
            now = until;
            leave(now);
        }
    }

    private double end(int task) {
        return timeline.start(task) + timeline.seconds(task);
    }

    private void enter(int task) {
        if (running == active.length) {
            active = Arrays.copyOf(active, 2 * running);
        }
        active[running++] = task;
    }

    private void leave(double now) {
        int kept = 0;
        for (int i = 0; i < running; i++) {
            if (end(active[i]) > now) {
                active[kept++] = active[i];
            }
        }
        running = kept;
    }

    /// Divides a stretch between the running tasks of the first layer.
    private void share(double seconds) {
        Layer top = Layer.COPY;
        boolean exchanging = false;
        for (int i = 0; i < running; i++) {
            Layer layer = layers[timeline.use(active[i])];
            top = layer.compareTo(top) < 0 ? layer : top;
            exchanging |= exchanges(layer);
        }
        int owners = 0;
        for (int i = 0; i < running; i++) {
            owners += layers[timeline.use(active[i])] == top ? 1 : 0;
        }
        for (int i = 0; i < running; i++) {
            int use = timeline.use(active[i]);
            inside[use] += seconds;
            if (layers[use] == top) {
                owned[use] += seconds / owners;
                perTask[active[i]] += seconds / owners;
            }
            if (layers[use] == Layer.COMPUTING && exchanging) {
                beside[use] += seconds;
            }
        }
        sums[top.ordinal()] += seconds;
        overlapped += exchanging && !exchanges(top) ? seconds : 0;
    }

    private static boolean exchanges(Layer layer) {
        return layer == Layer.EXCHANGE || layer == Layer.DRIVER;
    }

    /// Profiles that have sums but no single tasks.
    private static final class Summed {
        private Summed() {}

        static Occupancy of(Profile profile, List<Window> windows) {
            double seconds = windows.stream().mapToDouble(Window::seconds).sum();
            boolean divided = windows.stream().allMatch(w -> w.breakdown().isPresent());
            double computes = sum(profile, Layer.COMPUTING) + sum(profile, Layer.CPU);
            double exchanges = sum(profile, Layer.EXCHANGE) + sum(profile, Layer.DRIVER);
            double computing = divided ? windows.stream().mapToDouble(w -> w.breakdown().orElseThrow().computing()).sum() : computes;
            double exposed = divided ? windows.stream().mapToDouble(w -> w.breakdown().orElseThrow().exposed()).sum() : exchanges;
            double overlapped = divided ? windows.stream().mapToDouble(w -> w.breakdown().orElseThrow().overlapped()).sum() : 0;
            double copies = divided ? 0 : sum(profile, Layer.COPY);
            double whole = Math.max(seconds, computing + exposed + copies);
            double[] inside = profile.uses().stream().mapToDouble(Use::seconds).toArray();
            double[] owned = new double[inside.length];
            for (int i = 0; i < owned.length; i++) {
                Layer layer = layer(profile.uses().get(i));
                double of = exchanges(layer) ? exchanges : layer == Layer.COPY ? copies : computes;
                double to = exchanges(layer) ? exposed : layer == Layer.COPY ? copies : computing;
                owned[i] = of > 0 ? Math.min(inside[i], inside[i] * to / of) : 0;
            }
            double rest = whole - computing - exposed - copies;
            double idle = rest > ROUNDING ? rest : 0;
            List<Gap> gaps = new ArrayList<>();
            if (idle > 0) {
                double tasks = profile.uses().stream().mapToDouble(Use::count).sum();
                gaps.add(new Gap(Gap.Cause.LAUNCH_UNKNOWN, -1, 0, idle, Math.max(0, idle - Gaps.TURN_ROUND * tasks), Math.max(0, idle - Gaps.ROUND_TRIP * tasks)));
            }
            return new Occupancy(List.copyOf(windows), inside, owned, new double[inside.length], new double[0], gaps,
                    new Occupancy.Totals(whole, computing, exposed, overlapped, copies, idle));
        }

        private static double sum(Profile profile, Layer layer) {
            return profile.uses().stream().filter(u -> layer(u) == layer).mapToDouble(Use::seconds).sum();
        }
    }
}
