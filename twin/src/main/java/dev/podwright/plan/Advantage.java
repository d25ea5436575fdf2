package dev.podwright.plan;

import dev.podwright.layout.StageMemory;
import dev.podwright.layout.TrainingMemory;
import dev.podwright.training.Iteration;
import dev.podwright.training.Overlap;
import dev.podwright.units.Unit;
import java.util.ArrayList;
import java.util.List;

/// Why one iteration is shorter than another, by what its seconds go to.
final class Advantage {
    /// A part that makes up less of the difference is not worth a word.
    private static final double WORTH_A_WORD = 0.2;

    private Advantage() {}

    /// @param better in words, where the better one needs less
    /// @param worse in words, where it needs more
    private record Part(String better, String worse, double best, double next) {
        double gain() {
            return next - best;
        }

        String words() {
            return "%s (%.4g s against %.4g s)".formatted(gain() > 0 ? better : worse, best, next);
        }
    }

    /// In a sentence or two, with numbers.
    static String of(Iteration best, Iteration next) {
        double gap = next.seconds().value() - best.seconds().value();
        List<Part> parts = List.of(
                new Part("less waiting for other stages", "more waiting for other stages", waiting(best), waiting(next)),
                new Part("less exposed communication", "more exposed communication", exposed(best), exposed(next)),
                new Part("less computation and optimiser time", "more computation and optimiser time", rest(best), rest(next)));
        List<String> sentence = new ArrayList<>(words(parts, gap));
        words(parts, -gap).stream().reduce((a, b) -> a + " and " + b).ifPresent(against -> sentence.add("despite " + against));
        return "An iteration takes %.4g s, with %s %.4g s (%.1f%% more)%s. ".formatted(best.seconds().value(), next.setup(), next.seconds().value(),
                100 * gap / best.seconds().value(), sentence.isEmpty() ? "" : ": " + String.join(", ", sentence)) + memory(best.memory());
    }

    /// How much of the memory the fullest rank holds, in a sentence.
    static String memory(TrainingMemory memory) {
        StageMemory fullest = memory.fullest();
        return "The fullest rank holds %.1f of %.1f GiB, most of it %s.".formatted(Unit.GIB.fromSi(fullest.bytes()), Unit.GIB.fromSi(memory.usable()),
                fullest.largest().name());
    }

    /// The parts that go the way of `gap` and make up a good share of it.
    private static List<String> words(List<Part> parts, double gap) {
        return parts.stream().filter(p -> p.gain() * Math.signum(gap) > 0 && Math.abs(p.gain()) >= WORTH_A_WORD * Math.abs(gap))
                .sorted((a, b) -> Double.compare(Math.abs(b.gain()), Math.abs(a.gain()))).map(Part::words).toList();
    }

    private static double waiting(Iteration iteration) {
        return iteration.bubble() * iteration.seconds().value();
    }

    private static double exposed(Iteration iteration) {
        return iteration.overlaps().stream().mapToDouble(Overlap::exposed).sum();
    }

    private static double rest(Iteration iteration) {
        return iteration.seconds().value() - waiting(iteration) - exposed(iteration);
    }
}
