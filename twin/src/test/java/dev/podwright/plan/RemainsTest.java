package dev.podwright.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.podwright.catalog.Catalog;
import dev.podwright.catalog.Pod;
import dev.podwright.document.InputException;
import dev.podwright.network.fault.Condition;
import dev.podwright.network.fault.Damage;
import dev.podwright.network.fault.Fault;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RemainsTest {
    private static final Catalog CATALOG = Catalog.bundled();
    private static final Pod POD = CATALOG.joined(CATALOG.pod("dgx-h100"), 32);

    private static Remains under(Fault... faults) {
        return Remains.of(POD, Condition.SOUND.failing(faults), CATALOG);
    }

    @Test
    void aPodThatLostNoCardIsAsLargeAsBefore() {
        Remains remains = under(new Fault.One("leaf-spine", 0));
        assertThat(remains.pod()).isEqualTo(POD);
        assertThat(remains.seats().nodes()).hasSize(32);
    }

    @Test
    void aServerThatLostACardIsLeftOut() {
        Remains remains = under(new Fault.One("npu", 9));
        assertThat(remains.pod().chips()).isEqualTo(24);
        assertThat(remains.seats().nodes()).isEqualTo(IntStream.concat(IntStream.range(0, 8), IntStream.range(16, 32)).toArray());
        assertThat(remains.whole().lost()).containsExactly(9);
        assertThat(Arrays.stream(remains.seats().nodes()).noneMatch(n -> n == Damage.LOST)).isTrue();
    }

    @Test
    void aPodWithoutAWholeServerCanRunNothing() {
        assertThatThrownBy(() -> under(new Fault.One("npu", 0), new Fault.One("npu", 8), new Fault.One("npu", 16), new Fault.One("npu", 24)))
                .isInstanceOf(InputException.class).hasMessageContaining("leaves no server of").hasMessageContaining("4 cards are lost");
    }
}
