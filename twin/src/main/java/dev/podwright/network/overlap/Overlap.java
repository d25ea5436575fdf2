package dev.podwright.network.overlap;

import dev.podwright.network.Network;
import dev.podwright.network.Routing;
import dev.podwright.network.routing.Router;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// Collectives that run at the same time on one network: each goes through its phases, and the messages of all phases under way share links in a max–min
/// fair manner.
///
/// The messages of phases that are one step are followed singly, up to 16,384 of a job: exact. A phase of many steps, or of a job with more messages, is one flow that keeps
/// step: its messages go on in proportion to their sizes, all as fast as the fullest of its links allows, and between two such phases each
/// message has the same right to a link (weights are bytes of the link over bytes of the largest message). That is exact where all messages of a phase are held
/// back alike: always while the job is alone and its messages are equal (see [dev.podwright.network.Load]), and beside others as long as symmetry makes them meet the
/// same. Otherwise it is what a collective does whose every step waits for the last message of the step before.
///
/// A phase takes no bandwidth until the latencies of its steps have passed.
public final class Overlap {
    private final Network network;
    private final Router router;

    public Overlap(Network network, Routing routing) {
        this.network = network;
        this.router = new Router(network, routing);
    }

    /// How each job goes beside the others, in their order.
    ///
    /// @throws dev.podwright.document.InputException if a receiver cannot be reached
    public List<Course> run(List<Job> jobs) {
        Strands strands = new Strands(router, network.links(), jobs);
        double[] capacity = network.capacities();
        double[] usual = new double[strands.bytes().length];
        double[] alone = new double[jobs.size()];
        for (int j = 0; j < alone.length; j++) {
            Race single = new Race(capacity, jobs, strands, new int[] {j}).run(null);
            alone[j] = single.end(j) - jobs.get(j).start();
            int first = strands.first(j, 0);
            System.arraycopy(single.paces(), first, usual, first, strands.first(j, jobs.get(j).phases().size()) - first);
        }
        Race together = new Race(capacity, jobs, strands, IntStream.range(0, alone.length).toArray()).run(usual);
        List<Course> courses = new ArrayList<>();
        for (int j = 0; j < alone.length; j++) {
            courses.add(new Course(jobs.get(j).name(), jobs.get(j).start(), together.end(j), alone[j], together.stretches(j)));
        }
        return courses;
    }
}
