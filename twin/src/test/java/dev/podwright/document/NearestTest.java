package dev.podwright.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestTest {
    private static final List<String> CHIPS = List.of("h100-sxm", "h200-sxm", "ascend-910b", "ascend-910c", "a100-80gb");

    @Test
    void aTypingErrorFindsTheName() {
        assertThat(Nearest.to("ascned-910b", CHIPS)).startsWith("ascend-910b");
        assertThat(Nearest.maybe("h10-sxm", CHIPS)).startsWith("Maybe h100-sxm");
    }

    @Test
    void aPartOfANameFindsAllThatHoldIt() {
        assertThat(Nearest.maybe("910", CHIPS)).isEqualTo("Maybe ascend-910b or ascend-910c.");
    }

    @Test
    void anEqualNameIsNearest() {
        assertThat(Nearest.to("Plan", List.of("planner", "plan"))).containsExactly("plan", "planner");
    }

    @Test
    void somethingElseFindsNothing() {
        assertThat(Nearest.maybe("toaster", CHIPS)).isEmpty();
    }

    @Test
    void aShortNameFindsOnlyNamesOneLetterAway() {
        assertThat(Nearest.to("tq", List.of("tp", "pp", "ep", "dp", "x"))).containsExactly("tp");
    }

    @Test
    void atMostThreeNamesAreOffered() {
        assertThat(Nearest.maybe("aa1", List.of("aa2", "aa3", "aa4", "aa5"))).isEqualTo("Maybe aa2, aa3 or aa4.");
    }
}
