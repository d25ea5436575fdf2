package dev.podwright.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProcessTest {
    private static final Path FULL_DISK = Path.of("/dev/full");

    @Test
    void theVersionIsOneLineOnStandardOutput() {
        assertThat(new CommandProcess().run("--version"))
                .isEqualTo(new CommandProcess.Result(0, "podwright " + Podwright.VERSION + System.lineSeparator(), ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "--help"})
    void theHelpGoesToStandardOutput(String argument) {
        CommandProcess.Result result = argument.isEmpty() ? new CommandProcess().run() : new CommandProcess().run(argument);

        assertThat(result.code()).isZero();
        assertThat(result.out()).startsWith("Usage: podwright").contains("--version").doesNotContain("\u001b");
        assertThat(result.err()).isEmpty();
    }

    @Test
    void anUnknownOptionIsOneShortMessageAndExitCodeTwo() {
        CommandProcess.Result result = new CommandProcess().run("--vrsion");

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
        assertThat(result.err().lines()).containsExactly("podwright: podwright has no option --vrsion.",
                "  Maybe --version. See podwright --help.");
    }

    @Test
    void anUnknownCommandIsOneShortMessageAndExitCodeTwo() {
        CommandProcess.Result result = new CommandProcess().run("dance");

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err().lines()).containsExactly("podwright: there is no command dance.", "  See podwright --help.");
    }

    @Test
    void aReaderThatHasHadEnoughIsNoFault() {
        CommandProcess.Result result = new CommandProcess().runWithClosedOutput("--help");

        assertThat(result.code()).isZero();
        assertThat(result.err()).isEmpty();
    }

    @Test
    @EnabledIf("hasFullDisk")
    void aFullDiskIsReported() {
        CommandProcess.Result result = new CommandProcess().outputTo(FULL_DISK).run("--help");

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).startsWith("podwright: the output cannot be written: ");
    }

    static boolean hasFullDisk() {
        return Files.isWritable(FULL_DISK);
    }
}
