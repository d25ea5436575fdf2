package dev.podwright.document;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.podwright.units.Precision;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class NodeTest {
    private final Node root = Document.parse("s.yaml", """
            model: qwen3-32b
            chips: 64
            share: 0.5
            loss: -1
            kv: fp9
            tags: [a, b]
            pod:
              bandwith: 3
            nothing: null
            """.getBytes(UTF_8));

    @Test
    void valuesComeBackAsTheyWereWritten() {
        assertThat(root.get("model").text()).isEqualTo("qwen3-32b");
        assertThat(root.get("chips").whole(1)).isEqualTo(64);
        assertThat(root.get("share").positive()).isEqualTo(0.5);
        assertThat(root.get("tags").texts()).containsExactly("a", "b");
        assertThat(root.keys()).startsWith("model", "chips", "share");
    }

    @Test
    void aMissingFieldNamesThePlaceAndTheNearestName() {
        InputException refusal = refusal(() -> root.get("pod").get("bandwidth"));

        assertThat(refusal).hasMessageStartingWith("s.yaml, line ").hasMessageEndingWith("field pod: the field bandwidth is missing.");
        assertThat(refusal.mend()).isEqualTo("Maybe bandwith.");
    }

    @Test
    void anUnknownFieldNamesItsLineAndTheNearestKnownName() {
        InputException refusal = refusal(() -> root.get("pod").allowOnly(List.of("bandwidth", "latency")));

        assertThat(refusal).hasMessage("s.yaml, line 8, field pod.bandwith: unknown field bandwith.");
        assertThat(refusal.mend()).isEqualTo("Maybe bandwidth.");
    }

    @Test
    void anUnknownFieldThatResemblesNothingListsWhatIsKnown() {
        assertThat(refusal(() -> root.get("pod").allowOnly(List.of("zone", "area"))).mend()).isEqualTo("Known here: area, zone.");
    }

    @Test
    void keysThatBeginWithAnUnderscoreAreComments() {
        Document.parse("s.json", "{\"_note\": 1}".getBytes(UTF_8)).allowOnly(List.of());
    }

    @Test
    void anExplicitNullCountsAsMissing() {
        assertThat(root.find("nothing")).isEmpty();
        assertThat(root.fields().get("nothing").isNull()).isTrue();
    }

    @Test
    void aValueOfTheWrongKindShowsWhatItIs() {
        assertThat(refusal(() -> root.get("model").number())).hasMessage("s.yaml, line 1, field model: \"qwen3-32b\" is not a number.");
        assertThat(refusal(() -> root.get("chips").text())).hasMessageEndingWith("64 is not a text.");
        assertThat(refusal(() -> root.get("tags").fields())).hasMessageEndingWith("a list of 2 is not an object.");
        assertThat(refusal(() -> root.get("pod").list())).hasMessageEndingWith("an object of 1 fields is not a list.");
        assertThat(refusal(() -> root.get("share").bool())).hasMessageEndingWith("0.5 is not true or false.");
    }

    @Test
    void aNumberOutOfRangeSaysWhatWouldBeRight() {
        assertThat(refusal(() -> root.get("loss").positive())).hasMessageEndingWith("-1 is not a number above 0.");
        assertThat(refusal(() -> root.get("share").whole(1))).hasMessageEndingWith("0.5 is not a whole number of at least 1.");
        assertThat(refusal(() -> root.get("loss").whole(0)).mend()).isEqualTo("Write a whole number of at least 0.");
    }

    @Test
    void anUnknownPrecisionListsAllAndTheNearest() {
        InputException refusal = refusal(() -> root.get("kv").precision());

        assertThat(refusal).hasMessageContaining("\"fp9\" is not one of fp32, ").hasMessageContaining("nvfp4");
        assertThat(refusal.mend()).isEqualTo("Maybe fp8.");
        assertThat(new Node(root.place(), "bf16").precision()).isEqualTo(Precision.BF16);
    }

    @Test
    void aLongTextIsCutInMessages() {
        assertThatThrownBy(() -> new Node(root.place(), "x".repeat(5000)).number()).hasMessageContaining("x…\"").message().hasSizeLessThan(120);
    }

    @Test
    void aFieldCanBeReplacedWithoutTouchingTheOriginal() {
        Node changed = root.with("chips", new Node(root.place(), 128L));

        assertThat(changed.get("chips").whole(1)).isEqualTo(128);
        assertThat(root.get("chips").whole(1)).isEqualTo(64);
    }

    private static InputException refusal(ThrowingCallable call) {
        return catchThrowableOfType(InputException.class, call);
    }
}
