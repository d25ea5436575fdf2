package dev.podwright.network.routing;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// What is hashed flow by flow, and what is too much for that and is drawn in bulk.
///
/// @param single message by message
/// @param drawn by the bytes of a message; what remains of them there is the number of flows of each
record Flows(Messages single, SortedMap<Double, List<Cross>> drawn) {
    /// So many flows of one cross are hashed one by one.
    private static final double MOST = 1 << 20;

    static Flows of(Demand demand, int flows) {
        Messages single = new Messages();
        Messages given = demand.messages();
        single.expect(given.size());
        for (int m = 0; m < given.size(); m++) {
            single.add(given.from(m), given.to(m), given.bytes(m), m);
        }
        SortedMap<Double, List<Cross>> drawn = new TreeMap<>();
        for (Cross cross : demand.crosses()) {
            if ((double) cross.from().length * cross.to().length * flows > MOST) {
                drawn.computeIfAbsent(cross.bytes(), _ -> new ArrayList<>()).add(new Cross(cross.from(), cross.times(), cross.to(), flows));
                continue;
            }
            for (int i = 0; i < cross.from().length; i++) {
                for (int to : cross.to()) {
                    single.add(cross.from()[i], to, cross.times()[i] * cross.bytes(), single.size());
                }
            }
        }
        return new Flows(single, drawn);
    }
}
