package dev.podwright.network.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podwright.catalog.Catalog;
import dev.podwright.network.Pattern;
import dev.podwright.network.routing.Router;
import dev.podwright.network.topology.Wired;
import dev.podwright.network.topology.Wirings;
import java.util.List;
import org.junit.jupiter.api.Test;

class RailDamageTest {
    private final Wired planes = Wirings.of(Catalog.bundled().joined(Catalog.bundled().pod("deepseek-h800-2048"), 1024));

    @Test
    void railsThatNeverMeetAreJoinedInsideTheServers() {
        Damage damage = Damage.of(planes, Condition.SOUND.failing(new Fault.One("leaf-spine", 0)));

        assertThat(damage.whole()).isTrue();
        assertThat(damage.lost()).isEmpty();
    }

    @Test
    void aLostLeafLeavesItsCardsTheRailsOfTheirServers() {
        Damage damage = Damage.of(planes, Condition.SOUND.failing(new Fault.One("leaf", 3)));
        Pattern everything = new Pattern.AllToAll(List.of(damage.nodesLeft()), 1);

        assertThat(damage.lost()).isEmpty();
        assertThat(new Router(damage.network(), damage.routing()).load(everything).seconds())
                .isGreaterThan(new Router(planes.network(), planes.routing()).load(everything).seconds());
    }
}
