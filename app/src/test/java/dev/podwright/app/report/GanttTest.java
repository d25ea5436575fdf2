package dev.podwright.app.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podwright.app.Json;
import dev.podwright.schedule.Pipeline;
import dev.podwright.schedule.Schedule;
import dev.podwright.schedule.Task;
import dev.podwright.schedule.Timeline;
import java.util.List;
import org.junit.jupiter.api.Test;

class GanttTest {
    /// Two stages, one micro-batch: forward, forward, backward, backward.
    static Timeline small() {
        return new Timeline(new Pipeline(Schedule.ONE_F_ONE_B, 2, 1, 1), List.of(
                List.of(slot(Task.Kind.FORWARD, 0, 0.001), slot(Task.Kind.BACKWARD, 0.004, 0.006)),
                List.of(slot(Task.Kind.FORWARD, 0.001, 0.002), slot(Task.Kind.BACKWARD, 0.002, 0.004))));
    }

    private static Timeline.Slot slot(Task.Kind kind, double start, double end) {
        return new Timeline.Slot(new Task(kind, 0, 0), start, end);
    }

    @Test
    void aTimelineBecomesARowPerStageAndAColourPerKind() {
        Gantt gantt = Gantt.of(small());
        assertThat(gantt.rows()).containsExactly("stage 1", "stage 2");
        assertThat(gantt.kinds()).extracting(Gantt.Kind::name).containsExactly("forward", "backward");
        assertThat(gantt.kinds().getLast().slots()).containsExactly(new Gantt.Slot(0, 4, 6, "1"), new Gantt.Slot(1, 2, 4, "1"));
        assertThat(Json.text(gantt.data())).contains("\"unit\" : \"ms\"");
    }
}
