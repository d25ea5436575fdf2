package dev.podwright.calibration;

import static dev.podwright.calibration.CalibrationReader.atLeastZero;
import static dev.podwright.calibration.CalibrationReader.one;
import static dev.podwright.calibration.CalibrationReader.spread;
import static dev.podwright.calibration.CalibrationWriter.errors;
import static dev.podwright.calibration.CalibrationWriter.number;
import static dev.podwright.calibration.CalibrationWriter.text;

import dev.podwright.document.Node;
import java.util.List;

/// [TrainingFit] as it stands in the calibration file.
final class TrainingFitFile {
    private TrainingFitFile() {}

    static String write(TrainingFit fit) {
        return "{\"rows\":" + fit.rows() + ",\"groups\":" + fit.groups()
                + ",\"median_error\":" + number(fit.medianError()) + ",\"p90_error\":" + number(fit.p90Error())
                + ",\"null_median_error\":" + number(fit.nullMedian()) + ",\"null_p90_error\":" + number(fit.nullP90())
                + ",\n\"effects\":" + CalibrationWriter.lines(fit.effects(), TrainingFitFile::effect)
                + ",\n\"residuals\":" + CalibrationWriter.lines(fit.residuals(), TrainingFitFile::residual) + "}";
    }

    static TrainingFit read(Node node) {
        node.allowOnly(List.of("rows", "groups", "median_error", "p90_error", "null_median_error", "null_p90_error", "effects", "residuals"));
        return new TrainingFit(node.get("rows").whole(1), node.get("groups").whole(1), atLeastZero(node.get("median_error")),
                atLeastZero(node.get("p90_error")), atLeastZero(node.get("null_median_error")), atLeastZero(node.get("null_p90_error")),
                node.get("effects").list().stream().map(TrainingFitFile::effect).toList(),
                node.get("residuals").list().stream().map(TrainingFitFile::residual).toList());
    }

    private static String effect(TrainingEffect effect) {
        return "{\"term\":" + text(effect.term().label()) + ",\"scope\":" + text(effect.scope().label()) + ",\"key\":" + text(effect.key())
                + ",\"value\":" + number(effect.value()) + ",\"rows\":" + effect.rows() + "}";
    }

    private static TrainingEffect effect(Node node) {
        node.allowOnly(List.of("term", "scope", "key", "value", "rows"));
        return new TrainingEffect(one(node.get("term"), TrainingTerm::of, TrainingTerm.values(), TrainingTerm::label), scope(node),
                node.get("key").text(), node.get("value").number(), node.get("rows").whole(0));
    }

    private static String residual(TrainingResidual residual) {
        return "{\"scope\":" + text(residual.scope().label()) + ",\"key\":" + text(residual.key()) + ",\"rows\":" + residual.rows()
                + errors(residual.medianError(), residual.p90Error(), residual.spread()) + "}";
    }

    private static TrainingResidual residual(Node node) {
        node.allowOnly(List.of("scope", "key", "rows", "median_error", "p90_error", "spread"));
        return new TrainingResidual(scope(node), node.get("key").text(), node.get("rows").whole(1), atLeastZero(node.get("median_error")),
                atLeastZero(node.get("p90_error")), spread(node.get("spread")));
    }

    private static TrainingScope scope(Node node) {
        return one(node.get("scope"), TrainingScope::of, TrainingScope.values(), TrainingScope::label);
    }
}
