package dev.podwright.network.overlap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.podwright.network.LinkType;
import dev.podwright.network.Network;
import dev.podwright.network.Pattern;
import dev.podwright.network.Routing;
import dev.podwright.network.collective.Operation;
import dev.podwright.network.collective.Phase;
import dev.podwright.network.collective.Ring;
import dev.podwright.network.flow.Transfer;
import dev.podwright.network.routing.Router;
import dev.podwright.network.topology.LeafSpine;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OverlapTest {
    private static final LinkType DOWN = new LinkType("card-leaf", 10, 0);
    private static final LinkType UP = new LinkType("leaf-spine", 10, 0);
    /// Eight cards on one leaf.
    private static final Network STAR = new LeafSpine(1, 8, 0, DOWN, UP).build("star");
    /// Four leaves of four cards, two spines: half of what the cards could send.
    private static final Network NARROW = new LeafSpine(4, 4, 2, DOWN, UP).build("narrow");

    private static Phase message(int from, int to, double bytes) {
        return new Phase("message", new Pattern.Pairs(new int[] {from}, new int[] {to}, new double[] {bytes}), 1);
    }

    private static Job job(String name, double start, Phase... phases) {
        return new Job(name, List.of(phases), 1, start, 0);
    }

    private static List<Course> run(Network network, Job... jobs) {
        return new Overlap(network, new Routing.Spray()).run(List.of(jobs));
    }

    @Test
    void two_messages_to_one_card_share_its_port_until_the_short_one_ends() {
        List<Course> courses = run(STAR, job("short", 0, message(0, 2, 20)), job("long", 0, message(1, 2, 100)));
        // 5 each until 4; then 80 are left at 10.
        assertThat(courses).extracting(Course::end).containsExactly(4.0, 12.0);
        assertThat(courses).extracting(Course::alone).containsExactly(2.0, 10.0);
        assertThat(courses.get(0).slowdown()).isEqualTo(2);
        assertThat(courses.get(1).stretches()).extracting(Stretch::from, Stretch::to, Stretch::pace)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(0.0, 4.0, 0.5), org.assertj.core.groups.Tuple.tuple(4.0, 12.0, 1.0));
        int port = courses.get(1).stretches().getFirst().limit().orElseThrow();
        assertThat(STAR.to(port)).isEqualTo(2);
    }

    @Test
    void jobs_that_share_no_link_do_not_feel_each_other() {
        List<Course> courses = run(STAR, job("a", 0, message(0, 1, 50)), job("b", 1, message(2, 3, 70), message(3, 2, 10)));
        assertThat(courses).extracting(Course::slowdown).containsExactly(1.0, 1.0);
        assertThat(courses.get(1).end()).isEqualTo(9);
    }

    @Test
    void a_phase_begins_when_the_last_message_of_the_one_before_has_arrived_and_its_latency_is_over() {
        Phase both = new Phase("both", new Pattern.Pairs(new int[] {0, 1}, new int[] {2, 3}, new double[] {10, 40}), 1);
        Course course = new Overlap(STAR, new Routing.Spray()).run(List.of(new Job("two", List.of(both, message(4, 5, 20)), 1, 2, 0.5))).getFirst();
        // 2 + 0.5 + 4, then 0.5 + 2.
        assertThat(course.end()).isEqualTo(9);
        assertThat(course.stretches()).extracting(Stretch::phase).containsExactly("both", "both", "message", "message");
        assertThat(course.stretches()).extracting(Stretch::pace).containsExactly(0.0, 1.0, 0.0, 1.0);
    }

    @Test
    void two_rings_on_the_same_ports_take_twice_as_long() {
        int[] cards = IntStream.range(0, 8).toArray();
        List<Phase> ring = new Ring().phases(Operation.ALL_REDUCE, List.of(cards));
        List<Course> courses = new Overlap(STAR, new Routing.Spray()).run(List.of(new Job("a", ring, 80, 0, 0), new Job("b", ring, 80, 0, 0)));
        // 14 steps of 10 bytes at 10 bytes/s.
        assertThat(courses).extracting(Course::alone).allSatisfy(s -> assertThat(s).isCloseTo(14, within(1e-9)));
        assertThat(courses).extracting(Course::slowdown).allSatisfy(s -> assertThat(s).isCloseTo(2, within(1e-9)));
    }

    @Test
    void a_pattern_that_keeps_step_takes_as_long_as_its_messages_singly() {
        int[] cards = IntStream.range(0, 16).toArray();
        Pattern exchange = new Pattern.AllToAll(List.of(cards), 1);
        List<Phase> singly = List.of(new Phase("all", exchange, 1));
        // Two steps keep step: half as much in each.
        List<Phase> inStep = List.of(new Phase("all", new Pattern.AllToAll(List.of(cards), 0.5), 2));
        Job other = new Job("ring", new Ring().phases(Operation.ALL_GATHER, List.of(cards)), 100, 0.5, 0);
        for (Routing routing : List.of(new Routing.Spray(), new Routing.Adaptive())) {
            Overlap overlap = new Overlap(NARROW, routing);
            List<Course> one = overlap.run(List.of(new Job("all", singly, 10, 0, 0)));
            List<Course> two = overlap.run(List.of(new Job("all", inStep, 10, 0, 0)));
            assertThat(two.getFirst().end()).isCloseTo(one.getFirst().end(), within(1e-9 * one.getFirst().end()));
            // Beside a job that not all of its messages meet, keeping step is no faster.
            Course free = overlap.run(List.of(new Job("all", singly, 10, 0, 0), other)).getFirst();
            Course bound = overlap.run(List.of(new Job("all", inStep, 10, 0, 0), other)).getFirst();
            assertThat(free.slowdown()).isGreaterThan(1);
            assertThat(bound.end()).isBetween(one.getFirst().end(), 2 * free.end());
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void jobs_of_one_step_end_as_all_their_messages_do_in_one_transfer(long seed) {
        Random random = new Random(seed);
        int messages = 40;
        Pattern.Pairs all = new Pattern.Pairs(random.ints(messages, 0, 8).toArray(), random.ints(messages, 8, 16).toArray(), random.doubles(messages, 1, 50).toArray());
        Job first = new Job("first", List.of(new Phase("step", part(all, 0, 25), 1)), 1, 0, 0);
        Job second = new Job("second", List.of(new Phase("step", part(all, 25, messages), 1)), 1, 0, 0);
        List<Course> courses = new Overlap(NARROW, new Routing.Spray()).run(List.of(first, second));
        double[] sprayed = new Transfer(NARROW.capacities(), new Router(NARROW, new Routing.Spray()).routes(all), all.bytes(), null, 0).ends();
        assertThat(courses.get(0).end()).isCloseTo(IntStream.range(0, 25).mapToDouble(i -> sprayed[i]).max().orElseThrow(), within(1e-8));
        assertThat(courses.get(1).end()).isCloseTo(IntStream.range(25, messages).mapToDouble(i -> sprayed[i]).max().orElseThrow(), within(1e-8));
    }

    private static Pattern.Pairs part(Pattern.Pairs all, int from, int to) {
        return new Pattern.Pairs(java.util.Arrays.copyOfRange(all.from(), from, to), java.util.Arrays.copyOfRange(all.to(), from, to),
                java.util.Arrays.copyOfRange(all.bytes(), from, to));
    }

    @Test
    void a_job_that_makes_no_sense_is_named() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Job("none", List.of(), 1, 0, 0)).withMessageContaining("none has 0 phases");
        assertThatIllegalArgumentException().isThrownBy(() -> new Job("void", List.of(message(0, 1, 1)), 0, 0, 0)).withMessageContaining("0.0 bytes");
    }
}
