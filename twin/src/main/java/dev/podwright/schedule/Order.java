package dev.podwright.schedule;

import java.util.List;

/// In which order a device does its work. The order is fixed before the iteration starts; durations only decide when.
@FunctionalInterface
interface Order {

    List<Step> steps(Pipeline pipeline, int device);

    static Order of(Schedule schedule) {
        return switch (schedule) {
            case GPIPE -> GpipeOrder::steps;
            case ONE_F_ONE_B -> OneForwardOneBackwardOrder::steps;
            case INTERLEAVED -> InterleavedOrder::steps;
            case ZERO_BUBBLE -> ZeroBubbleOrder::steps;
            case DUAL_PIPE -> (pipeline, device) -> new DualPipeOrder(pipeline, device).steps();
        };
    }
}
