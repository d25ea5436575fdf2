package dev.podwright.repricing.aten;

import static dev.podwright.repricing.aten.Arguments.length;
import static dev.podwright.repricing.aten.Arguments.rank;

import dev.podwright.knowledge.support.Kernel;
import dev.podwright.model.Operator;
import dev.podwright.profile.Use;
import dev.podwright.repricing.Recognised;
import dev.podwright.units.Precision;
import java.util.List;
import java.util.Optional;

/// Convolutions as the products that they implicitly are: every place of the result times every weight of a channel. The input is then read as often as
/// weights overlap on it, which caches mostly spare: bytes are an upper bound, and rarely the limit.
///
/// (batch, channels, places...) times (out, channels / groups, window...). Strides and paddings come from the recorded arguments.
final class Convolutions {
    /// Both gradients: towards the input and towards the weights.
    private static final int GRADIENTS = 2;

    private Convolutions() {}

    static Optional<Recognised> of(String name, Arguments given) {
        return switch (name) {
            // input, weight, bias, stride, padding, dilation
            case "convolution", "_convolution", "conv1d", "conv2d", "conv3d", "convolution_overrideable" -> forward(given, 0, 1, 2);
            // input, weight, padding, stride, dilation
            case "cudnn_convolution", "_conv_depthwise2d", "slow_conv2d_forward" -> forward(given, 1, 0, 2);
            case "convolution_backward" -> backward(given);
            default -> Optional.empty();
        };
    }

    /// @param stride which of the recorded lists it is; so for padding and dilation
    private static Optional<Recognised> forward(Arguments given, int stride, int padding, int dilation) {
        if (given.count() < 2 || rank(given.tensor(0)) < 3 || rank(given.tensor(0)) != rank(given.tensor(1))) {
            return Optional.empty();
        }
        Use.Tensor input = given.tensor(0);
        Use.Tensor weight = given.tensor(1);
        int spatial = rank(input) - 2;
        Optional<int[]> strides = given.list(stride).filter(l -> l.length == spatial);
        Optional<int[]> paddings = given.list(padding).filter(l -> l.length == spatial);
        if (strides.isEmpty() || paddings.isEmpty()) {
            return Optional.of(new Recognised.Unshaped(Kernel.Nature.PRODUCT, "Stride and padding of the convolution were not recorded."));
        }
        Optional<int[]> dilations = given.list(dilation).filter(l -> l.length == spatial);
        double places = 1;
        for (int i = 0; i < spatial; i++) {
            double reach = dilations.map(d -> d[0]).orElse(1) * (length(weight, i + 2) - 1) + 1;
            places *= Math.floor((length(input, i + 2) + 2 * paddings.get()[i] - reach) / strides.get()[i]) + 1;
        }
        return product(given, input, weight, length(input, 0) * places, 1);
    }

    /// The gradient of the result comes first and has its places.
    private static Optional<Recognised> backward(Arguments given) {
        if (given.count() < 3 || rank(given.tensor(2)) < 3 || rank(given.tensor(0)) != rank(given.tensor(2))) {
            return Optional.empty();
        }
        Use.Tensor gradient = given.tensor(0);
        return product(given, given.tensor(1), given.tensor(2), gradient.elements() / length(gradient, 1), GRADIENTS);
    }

    private static Optional<Recognised> product(Arguments given, Use.Tensor input, Use.Tensor weight, double rows, int times) {
        double out = length(weight, 0);
        double depth = weight.elements() / out;
        double groups = Math.max(1, length(input, 1) / length(weight, 1));
        Optional<Precision> format = Types.precision(input);
        if (!(rows > 0) || format.isEmpty()) {
            return Optional.empty();
        }
        if (groups > 1 && groups == out) {
            // One channel each: no matrix to speak of, memory is the limit.
            double bytes = Types.size(input) + rows * out * Types.bytes(input) + Types.size(weight);
            return Passes.stream(given, times * bytes, times * 2 * rows * out * depth);
        }
        Operator gemm = new Operator.Gemm(given.use().operator(), groups, rows, out / groups, depth, format.get(), format.get(), format.get());
        return Optional.of(new Recognised.Computed(times == 1 ? List.of(gemm) : List.of(gemm, gemm)));
    }
}
