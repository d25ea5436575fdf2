package dev.podwright.schedule;

/// In which order a device does its work. The order is fixed before the iteration starts; durations only decide when.
@FunctionalInterface
interface Order {

    Steps steps(Pipeline pipeline, int device);

    static Order of(Pipeline pipeline) {
        return switch (pipeline.schedule()) {
            case GPIPE -> GpipeOrder::steps;
            case ONE_F_ONE_B -> OneForwardOneBackwardOrder::steps;
            case INTERLEAVED -> new InterleavedOrder(InterleavedOrder.group(pipeline));
            case ZERO_BUBBLE -> ZeroBubbleOrder::steps;
            case DUAL_PIPE -> (shape, device) -> new DualPipeOrder(shape, device).steps();
        };
    }
}
