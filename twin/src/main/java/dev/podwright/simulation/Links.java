package dev.podwright.simulation;

import dev.podwright.event.EventHeap;
import java.util.ArrayList;
import java.util.List;

/// The caches under way between replicas. Each goes at the speed of the slower of its two ends; caches that share an end beyond its
/// attention groups get equal parts of it.
final class Links {

    /// A cache under way.
    static final class Job {
        final Replica from;
        final int source;
        final Replica to;
        final int target;
        private final double alone;
        private double left;
        private double rate;
        /// When its first byte moves.
        private final double opens;
        private boolean open;

        private Job(Replica from, int source, Replica to, int target, double alone, double bytes, double opens) {
            this.from = from;
            this.source = source;
            this.to = to;
            this.target = target;
            this.alone = alone;
            this.left = bytes;
            this.opens = opens;
        }

        private double due(double now) {
            return !open ? opens : left <= 0 ? now : now + left / rate;
        }
    }

    private final Transfer transfer;
    private final List<Job> jobs = new ArrayList<>();
    private final int[] leaving;
    private final int[] entering;
    private double clock;
    private double time = EventHeap.NEVER;
    private Job next;

    Links(Transfer transfer, int replicas) {
        this.transfer = transfer;
        this.leaving = new int[replicas];
        this.entering = new int[replicas];
    }

    /// When the next cache opens or arrives.
    double time() {
        return time;
    }

    int size() {
        return jobs.size();
    }

    /// A cache sets out.
    void begin(double now, Replica from, int source, Replica to, int target, double bytes) {
        advance(now);
        jobs.add(new Job(from, source, to, target, transfer.alone(from.pool(), to.pool()), bytes, now + transfer.latency()));
        look();
    }

    /// The next cache opens or arrives.
    ///
    /// @return the one that arrived; null if none did
    Job step() {
        advance(time);
        Job due = next;
        if (!due.open) {
            due.open = true;
            leaving[due.from.number()]++;
            entering[due.to.number()]++;
            share();
            look();
            return null;
        }
        remove(due);
        share();
        look();
        return due;
    }

    /// Gives up what leaves or enters a replica.
    List<Job> drop(Replica lost, double now) {
        advance(now);
        List<Job> dropped = jobs.stream().filter(j -> j.from == lost || j.to == lost).toList();
        dropped.forEach(this::remove);
        share();
        look();
        return dropped;
    }

    private void remove(Job job) {
        jobs.remove(job);
        if (job.open) {
            leaving[job.from.number()]--;
            entering[job.to.number()]--;
        }
    }

    private void advance(double now) {
        if (now > clock) {
            for (Job job : jobs) {
                if (job.open) {
                    job.left -= job.rate * (now - clock);
                }
            }
            clock = now;
        }
    }

    private void share() {
        for (Job job : jobs) {
            if (job.open) {
                double out = part(job.from.pool(), leaving[job.from.number()]);
                double in = part(job.to.pool(), entering[job.to.number()]);
                job.rate = Math.min(job.alone, Math.min(out, in));
            }
        }
    }

    /// Bytes per second that each of so many caches gets of a replica's ports.
    private double part(int pool, int caches) {
        Transfer.Port port = transfer.ports().get(pool);
        return port.bytesPerSecond() * Math.min(1, (double) port.groups() / caches);
    }

    private void look() {
        time = EventHeap.NEVER;
        next = null;
        for (Job job : jobs) {
            double due = job.due(clock);
            if (due < time) {
                time = due;
                next = job;
            }
        }
    }
}
