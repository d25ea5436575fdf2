package dev.podwright.network.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.podwright.document.Document;
import dev.podwright.document.InputException;
import dev.podwright.network.Routing;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConditionReaderTest {

    private static Condition read(String yaml) {
        return ConditionReader.read(Document.parse("fabric.yaml", yaml.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void readsAllThatAConditionMayHold() {
        Condition condition = read("""
                fail: [leaf:3, npu:17, plane:2, leaf-spine:12, 8*leaf-spine, link:card-leaf]
                degrade: {"link:leaf-spine": 50%, "leaf:3": 0.25}
                oversubscribe: 4
                routing: ecmp:4
                seed: 7
                """);
        assertThat(condition.faults()).containsExactly(new Fault.One("leaf", 3), new Fault.One("npu", 17), new Fault.Plane(2), new Fault.One("leaf-spine", 12),
                new Fault.Some(8, "leaf-spine"), new Fault.Links("card-leaf"));
        assertThat(condition.degraded()).containsExactly(new Degraded(new Fault.Links("leaf-spine"), 0.5), new Degraded(new Fault.One("leaf", 3), 0.25));
        assertThat(condition.routing()).contains(new Routing.Ecmp(7, 4));
        assertThat(condition.words()).isEqualTo("leaf:3, npu:17, plane:2, leaf-spine:12, 8*leaf-spine, link:card-leaf down (seed 7), "
                + "link:leaf-spine=50%, leaf:3=25%, 4:1 above the leaves, routing ecmp:4");
    }

    @Test
    void nothingSaidIsSound() {
        assertThat(read("{}").sound()).isTrue();
        assertThat(read("{seed: 3}").sound()).isTrue();
        assertThat(read("{routing: spray}").sound()).isFalse();
        assertThat(read("{routing: spray}").untouched()).isTrue();
        assertThat(Condition.SOUND.words()).isEqualTo("as built");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "{fail: [leaf]}|leaf does not say which",
        "{fail: ['leaf:']}|names no card, switch, cable or plane",
        "{fail: ['leaf:x']}|leaf:x does not say which",
        "{fail: ['leaf:-1']}|leaf:-1 does not say which",
        "{fail: ['0*npu']}|0*npu draws 0",
        "{fail: ['2*npu:3']}|2*npu:3 both draws and names a number",
        "{fail: ['plane:all']}|plane:all does not say which",
        "{fail: leaf:3}|is not a list",
        "{degrade: {'link:leaf-spine': 150%}}|is not a share above 0 and below 1",
        "{degrade: {'link:leaf-spine': 0}}|is not a share above 0 and below 1",
        "{degrade: {'link:leaf-spine': half}}|is not a share",
        "{oversubscribe: 0.5}|is not a ratio of at least 1",
        "{routing: sprai}|there is no routing sprai",
        "{routing: 'ecmp:0'}|there is no routing ecmp:0",
        "{seed: -1}|is not a whole number of at least 0",
        "{fails: []}|unknown field fails",
    })
    void whatCannotBeReadIsNamedWithItsPlace(String yaml, String problem) {
        assertThatThrownBy(() -> read(yaml)).isInstanceOf(InputException.class).hasMessageContaining(problem).hasMessageContaining("fabric.yaml, line 1")
                .extracting(e -> ((InputException) e).mend()).asString().isNotEmpty();
    }

    @Test
    void numbersAreWrittenShortly() {
        assertThat(Ranges.of(new int[] {0, 1, 2, 5, 7, 8})).isEqualTo("0–2, 5, 7, 8");
        assertThat(Ranges.of(new int[] {0, 2, 4, 6, 8, 10, 12, 14, 15})).isEqualTo("0, 2, 4, 6, 8, 10 and 3 more");
        assertThat(List.of(Percent.of(0.5), Percent.of(0.125), Percent.of(1.0 / 3))).containsExactly("50", "12.5", "33.33");
    }
}
