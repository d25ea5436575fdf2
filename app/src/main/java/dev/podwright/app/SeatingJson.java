package dev.podwright.app;

import dev.podwright.fabric.Reach;
import dev.podwright.layout.Seat;
import dev.podwright.layout.Seating;
import java.util.LinkedHashMap;
import java.util.Map;

/// Which group of ranks lies on which levels, as JSON.
final class SeatingJson {
    private SeatingJson() {}

    static Map<String, Object> of(Seating seating) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("order", seating.order());
        fields.put("words", seating.words());
        fields.put("groups", seating.seats().stream().map(SeatingJson::seat).toList());
        return fields;
    }

    private static Map<String, Object> seat(Seat seat) {
        return Fields.given("group", seat.kind(), "ranks", seat.group().ranks(), "apart", seat.group().stride(),
                "crosses", seat.crossed().stream().map(SeatingJson::reach).toList());
    }

    private static Map<String, Object> reach(Reach reach) {
        return Fields.given("level", reach.level(), "joins", reach.fan(), "members", reach.members(), "scale_out", reach.scaleOut());
    }
}
