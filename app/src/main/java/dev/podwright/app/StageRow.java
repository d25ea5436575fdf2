package dev.podwright.app;

import dev.podwright.layout.StageSplit;
import dev.podwright.schedule.Timeline;
import dev.podwright.training.Iteration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// What one pipeline stage does in an iteration.
///
/// @param stage from 1
/// @param holds its layers, counted from 1, and tables
/// @param busySeconds in which it works on micro-batches
/// @param bubble share of the schedule in which it waits
/// @param held most micro-batches whose activations it holds at once, each of one chunk
public record StageRow(int stage, String holds, double busySeconds, double bubble, int held) {

    public static List<StageRow> of(Iteration iteration, Timeline timeline) {
        StageSplit split = StageSplit.of(iteration.job().model(), iteration.setup().layout(), iteration.setup().schedule());
        return IntStream.range(0, timeline.devices().size())
                .mapToObj(d -> new StageRow(d + 1, holds(split, split.devices().get(d)), timeline.busy(d), timeline.bubble(d), timeline.held(d)))
                .toList();
    }

    private static String holds(StageSplit split, List<Integer> parts) {
        List<String> words = new ArrayList<>();
        for (int part : parts) {
            if (split.embeds(part)) {
                words.add("embedding");
            }
            int first = 1 + split.parts().subList(0, part).stream().mapToInt(List::size).sum();
            int count = split.part(part).size();
            if (count > 0) {
                words.add(count == 1 ? "layer " + first : "layers %d-%d".formatted(first, first + count - 1));
            }
            if (split.heads(part)) {
                words.add("head");
            }
        }
        return String.join(", ", words);
    }
}
