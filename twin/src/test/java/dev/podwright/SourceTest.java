package dev.podwright;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The sources stay small enough to read in one sitting, and each room says what it is.
class SourceTest {
    private static final int LONGEST = 400;
    private static final int LONG = 300;
    private static final int MEDIAN = 110;

    @Test
    void noFileIsTooLong() {
        assertThat(lengths()).allSatisfy((file, lines) -> assertThat(lines).as(file.toString()).isLessThanOrEqualTo(LONGEST));
    }

    @Test
    void nineFilesInTenAreShortAndTheMedianShorter() {
        List<Integer> sorted = lengths().values().stream().sorted().toList();

        assertThat(sorted.get((int) Math.ceil(0.9 * sorted.size()) - 1)).as("90 % of files").isLessThan(LONG);
        assertThat(sorted.get((sorted.size() - 1) / 2)).as("median file").isLessThan(MEDIAN);
    }

    @Test
    void everyRoomSaysWhatItKnowsAndWhatItNeverKnows() {
        List<Path> rooms = sources().map(Path::getParent).distinct().toList();

        assertThat(rooms).isNotEmpty().allSatisfy(room ->
                assertThat(room.resolve("package-info.java")).content().contains("Knows: ", "Never knows: ", "Entrance"));
    }

    private static Map<Path, Integer> lengths() {
        return sources().collect(Collectors.toMap(Function.identity(), SourceTest::lines));
    }

    private static Stream<Path> sources() {
        Path root = root();
        return Stream.of("twin", "app").map(module -> root.resolve(module).resolve("src/main/java")).flatMap(SourceTest::javaFiles);
    }

    private static Stream<Path> javaFiles(Path directory) {
        try (Stream<Path> all = Files.walk(directory)) {
            return all.filter(file -> file.toString().endsWith(".java")).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int lines(Path file) {
        try {
            return Files.readAllLines(file).size();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path root() {
        Path directory = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(directory.resolve("twin/src/main/java"))) {
            directory = directory.getParent();
        }
        return directory;
    }
}
