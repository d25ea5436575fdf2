package dev.podwright.fabric;

import dev.podwright.network.Load;
import dev.podwright.units.Interval;
import java.util.List;

/// What a collective takes on a network, and which links it fills.
///
/// @param seconds with its 90 % interval
/// @param algorithmBandwidth bytes per second
/// @param busBandwidth the same times what each rank's port must pass per byte (nccl-tests)
/// @param algorithm that was forced or chosen
/// @param latency part of the seconds that no byte count shortens
/// @param wire the rest of the seconds: what the bytes add
/// @param limit link that holds the collective up most, such as `leaf:3 -> spine:7`
/// @param limitType its type, such as `leaf-spine`
/// @param limitLink its number in the network
/// @param slowdown wire time under the condition over wire time as built
/// @param least seconds that no algorithm undercuts on the network as built: bytes that must leave ports, at full rate
/// @param phases in order; for a calibrated fabric their seconds are those of links at full rate
/// @param busiest bytes on each link in one step of the phase that takes longest
/// @param total bytes on each link in the whole collective
/// @param groups how many siblings were at it
/// @param why the choice and where its numbers come from
public record FlowAnswer(Interval seconds, double algorithmBandwidth, double busBandwidth, String algorithm, double latency, double wire, String limit,
                         String limitType, int limitLink, double slowdown, double least, List<PhaseLoad> phases, Load busiest, Load total, int groups,
                         String why) {

    public FlowAnswer {
        phases = List.copyOf(phases);
    }
}
