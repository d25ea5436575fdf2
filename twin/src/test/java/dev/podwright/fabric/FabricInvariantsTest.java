package dev.podwright.fabric;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podwright.catalog.Chip;
import dev.podwright.catalog.Pod;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What must hold for every collective on every pod, over random groups and sizes.
class FabricInvariantsTest {
    private static final int CASES = 400;

    private record Case(Pod pod, Chip chip, Collective collective) {}

    private static Case draw(Random random, double scale) {
        int which = random.nextInt(3);
        Pod pod = which == 0 ? Pods.hgx(450 * scale, 50 * scale) : which == 1 ? Pods.mesh() : Pods.cloudMatrix();
        Chip chip = which == 0 ? (random.nextBoolean() ? Pods.H100 : Pods.A100) : which == 1 ? Pods.ASCEND : Pods.DIE;
        Group group = new Group(2 + random.nextInt(126), 1 + random.nextInt(6));
        double bytes = Math.pow(10, 2 + 8 * random.nextDouble());
        return new Case(pod, chip, collective(random.nextInt(8), bytes, group, 1 + random.nextInt(10)));
    }

    private static Collective collective(int kind, double bytes, Group group, int topk) {
        return switch (kind) {
            case 0 -> new Collective.AllReduce(bytes, group);
            case 1 -> new Collective.AllGather(bytes, group);
            case 2 -> new Collective.ReduceScatter(bytes, group);
            case 3 -> new Collective.AllToAll(bytes, group);
            case 4 -> new Collective.Broadcast(bytes, group);
            case 5 -> new Collective.PointToPoint(bytes, group);
            case 6 -> new Collective.Dispatch(bytes / 7168, 7168, topk, group);
            default -> new Collective.Combine(bytes / 14336, 14336, topk, group);
        };
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void nothingIsFasterThanItsPorts(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < CASES; i++) {
            Case drawn = draw(random, 1);
            var cost = Fabric.of(drawn.pod, drawn.chip, List.of()).price("c", drawn.collective);
            assertThat(cost.seconds()).as(drawn.toString()).isGreaterThanOrEqualTo(cost.ideal());
            assertThat(cost.ideal()).as(drawn.toString()).isPositive();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {4, 5})
    void moreBytesNeverTakeLess(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < CASES; i++) {
            Case drawn = draw(random, 1);
            int kind = random.nextInt(8);
            Group group = drawn.collective.group();
            Fabric fabric = Fabric.of(drawn.pod, drawn.chip, List.of());
            double before = 0;
            for (double bytes = 1e3; bytes < 1e10; bytes *= 3) {
                double seconds = fabric.price("c", collective(kind, bytes, group, 4)).seconds();
                assertThat(seconds).as("%s at %s bytes", drawn, bytes).isGreaterThanOrEqualTo(before);
                before = seconds;
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {6, 7})
    void moreBandwidthIsNeverSlower(long seed) {
        for (int i = 0; i < CASES; i++) {
            Case slow = draw(new Random(seed * CASES + i), 1);
            Case fast = draw(new Random(seed * CASES + i), 1.7);
            assertThat(Fabric.of(fast.pod, fast.chip, List.of()).price("c", fast.collective).seconds()).as(slow.toString())
                    .isLessThanOrEqualTo(Fabric.of(slow.pod, slow.chip, List.of()).price("c", slow.collective).seconds());
        }
    }
}
