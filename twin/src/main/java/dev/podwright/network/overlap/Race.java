package dev.podwright.network.overlap;

import dev.podwright.network.flow.Progress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;

/// Some jobs from their starts to their ends.
final class Race {
    private final List<Job> jobs;
    private final Strands strands;
    private final Progress progress;
    private final int[] jobOf;
    private final int[] phase;
    /// Strands of the phase that run.
    private final int[] running;
    /// When the phase begins to take bandwidth; infinite if it has begun or the job is over.
    private final double[] wakes;
    private final double[] ends;
    private final List<List<Stretch>> stretches = new ArrayList<>();
    /// Rate with which each strand began.
    private final double[] paces;

    /// @param taking numbers of jobs that run
    Race(double[] capacity, List<Job> jobs, Strands strands, int[] taking) {
        this.jobs = jobs;
        this.strands = strands;
        this.progress = new Progress(capacity, strands.routes(), strands.bytes());
        this.phase = new int[jobs.size()];
        this.running = new int[jobs.size()];
        this.wakes = new double[jobs.size()];
        this.ends = new double[jobs.size()];
        this.paces = new double[strands.bytes().length];
        this.jobOf = new int[paces.length];
        Arrays.fill(wakes, Double.POSITIVE_INFINITY);
        for (int j = 0; j < phase.length; j++) {
            Arrays.fill(jobOf, strands.first(j, 0), strands.first(j, jobs.get(j).phases().size()), j);
            stretches.add(new ArrayList<>());
        }
        for (int job : taking) {
            enter(job, jobs.get(job).start());
        }
    }

    private void enter(int job, double time) {
        double wait = jobs.get(job).latency() * jobs.get(job).phases().get(phase[job]).hops();
        wakes[job] = time + wait;
        if (wait > 0) {
            note(job, time, 0, OptionalInt.empty());
        }
    }

    /// @param usual rates of strands when their job is alone; null = those with which they begin
    Race run(double[] usual) {
        while (true) {
            double now = Math.min(progress.next(), Arrays.stream(wakes).min().orElse(Double.POSITIVE_INFINITY));
            if (now == Double.POSITIVE_INFINITY) {
                return this;
            }
            progress.pass(now, strand -> {
                int job = jobOf[strand];
                running[job]--;
                ends[job] = progress.end(strand);
            });
            boolean turn = leave();
            boolean[] fresh = new boolean[wakes.length];
            for (int job = 0; job < wakes.length; job++) {
                if (wakes[job] <= now) {
                    begin(job);
                    fresh[job] = true;
                    turn = true;
                }
            }
            progress.settle();
            for (int job = 0; turn && job < running.length; job++) {
                if (fresh[job]) {
                    for (int s = strands.first(job, phase[job]); s < strands.first(job, phase[job] + 1); s++) {
                        paces[s] = progress.rate(s);
                    }
                }
                if (running[job] > 0) {
                    slowest(job, now, usual == null ? paces : usual);
                }
            }
        }
    }

    /// Jobs whose phase is over go to the next.
    ///
    /// @return whether there are any
    private boolean leave() {
        boolean any = false;
        for (int job = 0; job < running.length; job++) {
            boolean inside = wakes[job] == Double.POSITIVE_INFINITY && phase[job] < jobs.get(job).phases().size() && !stretches.get(job).isEmpty();
            if (inside && running[job] == 0) {
                any = true;
                if (++phase[job] < jobs.get(job).phases().size()) {
                    enter(job, ends[job]);
                }
            }
        }
        return any;
    }

    private void begin(int job) {
        wakes[job] = Double.POSITIVE_INFINITY;
        for (int s = strands.first(job, phase[job]); s < strands.first(job, phase[job] + 1); s++) {
            progress.begin(s);
            running[job]++;
        }
    }

    /// Notes what holds back the strand that will end last.
    private void slowest(int job, double now, double[] usual) {
        int last = -1;
        for (int s = strands.first(job, phase[job]); s < strands.first(job, phase[job] + 1); s++) {
            if (progress.rate(s) > 0 && (last < 0 || progress.end(s) > progress.end(last))) {
                last = s;
            }
        }
        int limit = progress.limit(last);
        note(job, now, usual[last] == progress.rate(last) ? 1 : progress.rate(last) / usual[last], limit < 0 ? OptionalInt.empty() : OptionalInt.of(limit));
    }

    private void note(int job, double now, double pace, OptionalInt limit) {
        stretches.get(job).add(new Stretch(now, now, jobs.get(job).phases().get(phase[job]).name(), pace, limit));
    }

    double end(int job) {
        return ends[job];
    }

    double[] paces() {
        return paces;
    }

    /// Each lasts until the next; those alike are one.
    List<Stretch> stretches(int job) {
        List<Stretch> joined = new ArrayList<>();
        List<Stretch> noted = stretches.get(job);
        for (int i = 0; i < noted.size(); i++) {
            Stretch stretch = noted.get(i).until(i + 1 < noted.size() ? noted.get(i + 1).from() : ends[job]);
            if (!joined.isEmpty() && joined.getLast().goesOn(stretch)) {
                joined.set(joined.size() - 1, joined.getLast().until(stretch.to()));
            } else if (stretch.to() > stretch.from()) {
                joined.add(stretch);
            }
        }
        return joined;
    }
}
