package dev.podwright.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podwright.document.InputException;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class FailureTest {
    private final StringWriter err = new StringWriter();

    @Test
    void badInputIsTheProblemAndItsMend() {
        assertThat(quiet().of(new InputException("The chip (x) is unknown.", "Maybe h100."))).isEqualTo(2);
        assertThat(err.toString().lines()).containsExactly("podwright: The chip (x) is unknown.", "  Maybe h100.");
    }

    @Test
    void anInternalFaultHidesItsTraceUnlessAsked() {
        assertThat(quiet().of(new IllegalStateException("The heap (3) is odd."))).isEqualTo(1);
        assertThat(err.toString().lines()).containsExactly(
                "podwright: internal fault: java.lang.IllegalStateException: The heap (3) is odd. (--verbose shows where)");
    }

    @Test
    void verboseShowsTheTrace() {
        new Failure(new PrintWriter(err), () -> true).of(new IllegalStateException("odd"));

        assertThat(err.toString()).contains("\tat dev.podwright.app.FailureTest");
    }

    @Test
    void aFullMemorySaysHowMuchThereWas() {
        assertThat(quiet().of(new OutOfMemoryError("Java heap space"))).isEqualTo(1);
        assertThat(err.toString()).contains("MiB) is not enough");
    }

    private Failure quiet() {
        return new Failure(new PrintWriter(err), () -> false);
    }
}
