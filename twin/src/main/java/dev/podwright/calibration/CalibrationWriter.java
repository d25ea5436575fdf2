package dev.podwright.calibration;

import dev.podwright.units.Spread;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import tools.jackson.core.io.JsonStringEncoder;

/// Writes the calibration file: one fit a line, so that a change of one fit is a change of one line.
final class CalibrationWriter {
    static final String FORMAT = "podwright-calibration-3";

    /// Digits of a fitted number: far below its error, and the same on every platform.
    private static final MathContext DIGITS = new MathContext(4, RoundingMode.HALF_EVEN);

    /// Digits of an error, which is itself an estimate.
    private static final MathContext ERROR_DIGITS = new MathContext(3, RoundingMode.HALF_EVEN);

    private CalibrationWriter() {}

    static String write(Calibration calibration) {
        return "{\n\"format\":" + text(FORMAT)
                + ",\n\"date\":" + text(calibration.date())
                + ",\n\"evidence\":" + text(calibration.evidence())
                + ",\n\"kernels\":" + lines(calibration.kernels(), CalibrationWriter::kernel)
                + ",\n\"transfers\":" + lines(calibration.transfers(), CalibrationWriter::transfer)
                + ",\n\"cross_validations\":" + lines(calibration.crossValidations(), CalibrationWriter::crossValidation)
                + ",\n\"collectives\":" + lines(calibration.collectives(), CalibrationWriter::collective)
                + (calibration.exchanges().equals(ExchangeResiduals.NONE) ? "" : ",\n\"exchanges\":" + ExchangeFile.write(calibration.exchanges()))
                + calibration.training().map(fit -> ",\n\"training\":" + TrainingFitFile.write(fit)).orElse("")
                + calibration.serving().map(fit -> ",\n\"serving\":" + ServingFitFile.write(fit)).orElse("")
                + ",\n\"modules\":" + lines(calibration.modules(), CalibrationWriter::module)
                + dependence(calibration.dependence())
                + seen(calibration.seen())
                + "\n}\n";
    }

    private static String dependence(Dependence found) {
        return found.equals(Dependence.UNKNOWN) ? ""
                : ",\n\"dependence\":{\"common\":" + number(found.common()) + ",\"alike\":" + number(found.alike())
                        + ",\"steps\":" + found.steps() + ",\"products\":" + found.products() + "}";
    }

    private static String seen(SeenRows seen) {
        return seen.rows() == 0 ? "" : ",\n\"seen\":" + rows(seen);
    }

    static String rows(SeenRows seen) {
        return "{\"rows\":" + seen.rows() + ",\"seed\":" + seen.seed() + ",\"bits\":" + text(seen.text()) + "}";
    }

    static <T> String lines(List<T> items, Function<T, String> line) {
        return items.isEmpty() ? "[]" : items.stream().map(line).collect(Collectors.joining(",\n", "[\n", "\n]"));
    }

    private static String kernel(KernelFit fit) {
        String terms = fit.operator().terms().stream()
                .map(t -> text(t.label()) + ":" + number(fit.seconds(t)))
                .collect(Collectors.joining(",", "{", "}"));
        return "{\"chip\":" + text(fit.chip())
                + ",\"operator\":" + text(fit.operator().label())
                + ",\"storage\":" + text(fit.storage().label())
                + ",\"compute\":" + text(fit.compute().label())
                + ",\"compute_efficiency\":" + number(fit.computeEfficiency())
                + ",\"memory_efficiency\":" + number(fit.memoryEfficiency())
                + ",\"overhead_s\":" + number(fit.overhead())
                + ",\"terms_s\":" + terms
                + ",\"rows\":" + fit.rows()
                + ",\"groups\":" + fit.groups()
                + ",\"held_out\":" + text(fit.heldOut())
                + errors(fit.medianError(), fit.p90Error(), fit.spread())
                + ",\"kernel\":" + text(fit.kernel()) + (fit.castsInput() ? ",\"casts_input\":true" : "")
                + ",\"source\":" + text(fit.source()) + (fit.preferred() ? ",\"preferred\":true" : "")
                + ",\"residual\":" + residual(fit.residual()) + ",\"scale\":" + residual(fit.scale())
                + (fit.forest().isEmpty() ? "" : ",\"forest\":" + text(ForestText.of(fit.forest()))) + "}";
    }

    private static String residual(Residual residual) {
        String knots = residual.knots().stream()
                .map(axis -> Arrays.stream(axis).mapToObj(CalibrationWriter::number).collect(Collectors.joining(",", "[", "]")))
                .collect(Collectors.joining(",", "[", "]"));
        String grids = residual.grids().length == 1 ? "" : ",\"grids\":" + Arrays.toString(residual.grids());
        return "{\"knots\":" + knots + grids + ",\"values\":" + text(values(residual)) + "}";
    }

    /// Each value as its step from the last: neighbours are alike.
    private static String values(Residual residual) {
        Packer packer = new Packer();
        Packer.Model steps = new Packer.Model();
        int last = 0;
        for (int value : residual.values()) {
            packer.signed(steps, value - last);
            last = value;
        }
        return packer.text();
    }

    private static String transfer(Transfer transfer) {
        return "{\"operator\":" + text(transfer.operator().label())
                + ",\"kinship\":" + text(transfer.kinship().label())
                + ",\"same_precision\":" + transfer.samePrecision()
                + ",\"cases\":" + transfer.cases()
                + errors(transfer.medianError(), transfer.p90Error(), transfer.spread()) + "}";
    }

    private static String crossValidation(CrossValidation validation) {
        return "{\"held\":" + text(validation.held().label())
                + ",\"operator\":" + text(validation.operator().label())
                + ",\"chip\":" + text(validation.chip())
                + ",\"rows\":" + validation.rows()
                + ",\"bias\":" + error(validation.bias())
                + ",\"median_error\":" + error(validation.medianError())
                + ",\"p90_error\":" + error(validation.p90Error())
                + ",\"coverage\":" + error(validation.coverage())
                + ",\"half_width\":" + error(validation.halfWidth()) + "}";
    }

    private static String collective(CollectiveFit fit) {
        return "{\"chip\":" + text(fit.chip())
                + ",\"operation\":" + text(fit.operation())
                + ",\"bandwidth_efficiency\":" + number(fit.bandwidthEfficiency())
                + ",\"latency_s\":" + number(fit.latency())
                + ",\"launch_s\":" + number(fit.launch())
                + ",\"rows\":" + fit.rows()
                + errors(fit.medianError(), fit.p90Error(), fit.spread())
                + ",\"source\":" + text(fit.source()) + "}";
    }

    private static String module(ModuleFit fit) {
        return "{\"chip\":" + text(fit.subject().chip())
                + ",\"block\":" + text(fit.subject().block())
                + ",\"kernel\":" + text(fit.subject().kernel())
                + ",\"launch_s\":" + number(fit.launch())
                + ",\"scale\":" + number(fit.scale())
                + ",\"token_s\":" + number(fit.token())
                + ",\"rows\":" + fit.rows()
                + errors(fit.medianError(), fit.p90Error(), fit.spread())
                + ",\"residual\":" + residual(fit.residual()) + ",\"errors\":" + residual(fit.errors()) + "}";
    }

    static String errors(double median, double p90, Spread spread) {
        return ",\"median_error\":" + error(median)
                + ",\"p90_error\":" + error(p90)
                + ",\"spread\":[" + error(spread.low()) + ", " + error(spread.high()) + "]";
    }

    private static String error(double value) {
        return rounded(value, ERROR_DIGITS);
    }

    static String number(double value) {
        return rounded(value, DIGITS);
    }

    private static String rounded(double value, MathContext digits) {
        return new BigDecimal(value).round(digits).stripTrailingZeros().toString();
    }

    static String text(String value) {
        return '"' + new String(JsonStringEncoder.getInstance().quoteAsCharArray(value)) + '"';
    }
}
