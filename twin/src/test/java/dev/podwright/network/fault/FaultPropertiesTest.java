package dev.podwright.network.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.podwright.network.LinkType;
import dev.podwright.network.Load;
import dev.podwright.network.Pattern;
import dev.podwright.network.Routing;
import dev.podwright.network.routing.Router;
import dev.podwright.network.topology.LeafSpine;
import dev.podwright.network.topology.Planes;
import dev.podwright.network.topology.Topology;
import dev.podwright.network.topology.Wired;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FaultPropertiesTest {
    private static final LinkType DOWN = new LinkType("card-leaf", 50e9, 1e-6);
    private static final LinkType UP = new LinkType("leaf-spine", 50e9, 1e-6);
    private static final Wired CLOS = wired(new LeafSpine(6, 8, 8, DOWN, UP));
    private static final Wired PLANES = wired(new Planes(3, 4, 8, 4, DOWN, UP, Optional.empty()));

    private static Wired wired(Topology topology) {
        return new Wired(topology.build("pod"), IntStream.range(0, topology.cards()).toArray(), new int[0], new Routing.Spray(), List.of());
    }

    private static Load exchange(Damage damage) {
        return new Router(damage.network(), damage.routing()).load(new Pattern.AllToAll(List.of(damage.nodesLeft()), 1e6));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void moreFailedCablesNeverMakeASprayedExchangeFaster(long seed) {
        for (Wired wired : List.of(CLOS, PLANES)) {
            double last = exchange(Damage.of(wired, Condition.SOUND)).seconds();
            for (int count = 1; count <= 6; count++) {
                Damage damage = Damage.of(wired, Condition.SOUND.failing(new Fault.Some(count, "leaf-spine")).seeded(seed));
                assertThat(damage.whole()).isTrue();
                double seconds = exchange(damage).seconds();
                assertThat(seconds).as("%d cables, seed %d", count, seed).isGreaterThanOrEqualTo(last * (1 - 1e-12));
                last = seconds;
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void everyByteArrivesWhateverIsDown(long seed) {
        Damage damage = Damage.of(CLOS, Condition.SOUND.failing(new Fault.Some(5, "leaf-spine"), new Fault.Some(3, "npu"), new Fault.One("spine", 2)).seeded(seed));
        Load load = exchange(damage);
        int[] cards = damage.nodesLeft();
        double into = 0;
        for (int link = 0; link < damage.network().links(); link++) {
            int to = damage.network().to(link);
            into += Arrays.stream(cards).anyMatch(c -> c == to) ? load.on(link) : 0;
            assertThat(damage.network().capacity(link) > 0 || load.on(link) == 0).as("nothing crosses what is down").isTrue();
        }
        assertThat(into).isCloseTo((double) cards.length * (cards.length - 1) * 1e6, within(1.0));
    }

    @Test
    void aLeafWithoutAQuarterOfItsUplinksTakesAThirdLonger() {
        Damage damage = Damage.of(CLOS, Condition.SOUND.failing(new Fault.One("leaf-spine", 0), new Fault.One("leaf-spine", 1)));
        double sound = exchange(Damage.of(CLOS, Condition.SOUND)).seconds();
        // Up it has 6 of 8 uplinks for 8 cards x 40 messages over the leaf; what fills a card's port is 47 messages.
        assertThat(sound).isCloseTo(47 * 1e6 / 50e9, within(1e-12));
        assertThat(exchange(damage).seconds()).isGreaterThanOrEqualTo(8 * 40 * 1e6 / (6 * 50e9) * (1 - 1e-9));
    }

    @Test
    void theWorstOffAreTheCardsUnderTheLeafThatLost() {
        Toll toll = new Toll(Damage.of(CLOS, Condition.SOUND.failing(new Fault.One("leaf-spine", 9))));
        assertThat(toll.worst()).isEqualTo(IntStream.range(8, 16).toArray());
        assertThat(toll.shares()[8]).isCloseTo(7.0 / 8, within(1e-12));
        assertThat(toll.sentences()).containsExactly("Bandwidth left: leaf-spine 97.92 %.", "Worst off: ranks 8–15, with 87.5 % of their way up left.");
        assertThat(new Toll(Damage.of(CLOS, Condition.SOUND.oversubscribed(2))).worst()).as("all suffer alike").isEmpty();
    }

    @Test
    void usualNamesFindWhatANetworkCallsOtherwise() {
        Wired named = wired(new Planes(2, 4, 8, 2, new LinkType("ub-down", 1, 0), new LinkType("ub-up", 1, 0), Optional.empty()));
        assertThat(Damage.of(named, Condition.SOUND.failing(new Fault.One("leaf-spine", 3))).downCables()).isEqualTo(Damage.of(named, Condition.SOUND.failing(new Fault.One("ub-up", 3))).downCables());
        assertThat(Damage.of(named, Condition.SOUND.failing(new Fault.One("card-leaf", 3))).downCables()).isEqualTo(Damage.of(named, Condition.SOUND.failing(new Fault.One("ub-down", 3))).downCables());
    }

    @Test
    void aJobSitsOnSomeRanksOfWhatIsLeft() {
        Damage damage = Damage.of(CLOS, Condition.SOUND.failing(new Fault.One("npu", 0)));
        Damage seated = damage.seated(IntStream.range(8, 24).toArray());
        assertThat(seated.nodes()).isEqualTo(IntStream.range(8, 24).toArray());
        assertThat(seated.built().ranks()).isEqualTo(seated.nodes());
        assertThat(seated.lost()).isEmpty();
    }
}
