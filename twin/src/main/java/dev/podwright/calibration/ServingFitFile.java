package dev.podwright.calibration;

import static dev.podwright.calibration.CalibrationReader.atLeastZero;
import static dev.podwright.calibration.CalibrationReader.one;
import static dev.podwright.calibration.CalibrationReader.spread;
import static dev.podwright.calibration.CalibrationWriter.errors;
import static dev.podwright.calibration.CalibrationWriter.number;
import static dev.podwright.calibration.CalibrationWriter.text;

import dev.podwright.document.Node;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// [ServingFit] as it stands in the calibration file.
final class ServingFitFile {
    private ServingFitFile() {}

    static String write(ServingFit fit) {
        return "{\"rows\":" + fit.rows() + ",\n\"folds\":" + CalibrationWriter.lines(List.copyOf(fit.folds().entrySet()), e -> "{\"group\":" + text(e.getKey()) + ",\"fold\":" + e.getValue() + "}")
                + ",\n\"effects\":" + CalibrationWriter.lines(fit.effects(), ServingFitFile::effect)
                + ",\n\"errors\":" + CalibrationWriter.lines(fit.errors(), ServingFitFile::error)
                + ",\n\"seen\":" + CalibrationWriter.rows(fit.seen()) + "}";
    }

    static ServingFit read(Node node) {
        node.allowOnly(List.of("rows", "folds", "effects", "errors", "seen"));
        return new ServingFit(node.get("rows").whole(1), folds(node.get("folds")), node.get("effects").list().stream().map(ServingFitFile::effect).toList(),
                node.get("errors").list().stream().map(ServingFitFile::error).toList(), CalibrationReader.seen(node.get("seen")));
    }

    private static SortedMap<String, Integer> folds(Node node) {
        SortedMap<String, Integer> folds = new TreeMap<>();
        for (Node fold : node.list()) {
            fold.allowOnly(List.of("group", "fold"));
            int number = fold.get("fold").whole(0);
            if (number >= ServingFit.FOLDS) {
                throw fold.get("fold").wrong("a fold below " + ServingFit.FOLDS, "Make the file again with podwright calibrate.");
            }
            folds.put(fold.get("group").text(), number);
        }
        return folds;
    }

    private static String effect(ServingEffect effect) {
        return "{\"term\":" + text(effect.term().label()) + ",\"scope\":" + text(effect.scope().label()) + ",\"key\":" + text(effect.key())
                + ",\"value\":" + number(effect.value()) + ",\"folds\":"
                + effect.folds().stream().map(CalibrationWriter::number).collect(Collectors.joining(",", "[", "]")) + ",\"rows\":" + effect.rows() + "}";
    }

    private static ServingEffect effect(Node node) {
        node.allowOnly(List.of("term", "scope", "key", "value", "folds", "rows"));
        List<Double> folds = node.get("folds").list().stream().map(Node::number).toList();
        if (folds.size() != ServingFit.FOLDS) {
            throw node.get("folds").wrong("a list of " + ServingFit.FOLDS + " numbers", "Make the file again with podwright calibrate.");
        }
        return new ServingEffect(one(node.get("term"), ServingTerm::of, ServingTerm.values(), ServingTerm::label),
                one(node.get("scope"), ServingScope::of, ServingScope.values(), ServingScope::label), node.get("key").text(), node.get("value").number(), folds,
                node.get("rows").whole(0));
    }

    private static String error(ServingError error) {
        return "{\"figure\":" + text(error.figure().label()) + ",\"room\":" + text(error.room().label()) + ",\"key\":" + text(error.key())
                + ",\"rows\":" + error.rows() + errors(error.medianError(), error.p90Error(), error.spread()) + "}";
    }

    private static ServingError error(Node node) {
        node.allowOnly(List.of("figure", "room", "key", "rows", "median_error", "p90_error", "spread"));
        return new ServingError(one(node.get("figure"), ServingError.Figure::of, ServingError.Figure.values(), ServingError.Figure::label),
                one(node.get("room"), ServingError.Room::of, ServingError.Room.values(), ServingError.Room::label), node.get("key").text(), node.get("rows").whole(1),
                atLeastZero(node.get("median_error")), atLeastZero(node.get("p90_error")), spread(node.get("spread")));
    }
}
