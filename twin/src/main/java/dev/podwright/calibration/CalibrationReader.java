package dev.podwright.calibration;

import dev.podwright.document.Nearest;
import dev.podwright.document.Node;
import dev.podwright.units.Spread;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Reads what [CalibrationWriter] writes, field by field.
final class CalibrationReader {
    static final String AGAIN = "Make the file again with podwright calibrate.";

    private CalibrationReader() {}

    static Calibration read(Node root) {
        root.allowOnly(List.of("format", "date", "evidence", "kernels", "transfers", "cross_validations", "collectives", "exchanges", "training", "serving", "modules", "dependence",
                "seen"));
        Node format = root.get("format");
        if (!format.text().equals(CalibrationWriter.FORMAT)) {
            throw format.wrong("\"" + CalibrationWriter.FORMAT + "\"", AGAIN);
        }
        return new Calibration(root.get("date").text(), root.get("evidence").text(),
                root.get("kernels").list().stream().map(CalibrationReader::kernel).toList(),
                root.get("transfers").list().stream().map(CalibrationReader::transfer).toList(),
                root.find("cross_validations").map(n -> n.list().stream().map(CalibrationReader::crossValidation).toList()).orElse(List.of()),
                root.get("collectives").list().stream().map(CalibrationReader::collective).toList(),
                root.find("exchanges").map(ExchangeFile::read).orElse(ExchangeResiduals.NONE),
                root.find("training").map(TrainingFitFile::read),
                root.find("serving").map(ServingFitFile::read),
                root.find("modules").map(n -> n.list().stream().map(CalibrationReader::module).toList()).orElse(List.of()),
                root.find("dependence").map(CalibrationReader::dependence).orElse(Dependence.UNKNOWN),
                root.find("seen").map(CalibrationReader::seen).orElse(SeenRows.NONE));
    }

    private static ModuleFit module(Node node) {
        node.allowOnly(List.of("chip", "block", "kernel", "launch_s", "scale", "token_s", "rows", "median_error", "p90_error", "spread", "residual", "errors"));
        return new ModuleFit(new ModuleFit.Subject(node.get("chip").text(), node.get("block").text(), node.get("kernel").text()),
                atLeastZero(node.get("launch_s")), atLeastZero(node.get("scale")), atLeastZero(node.get("token_s")), node.get("rows").whole(1),
                atLeastZero(node.get("median_error")), atLeastZero(node.get("p90_error")), spread(node.get("spread")),
                residual(node.get("residual")), residual(node.get("errors")));
    }

    private static Dependence dependence(Node node) {
        node.allowOnly(List.of("common", "alike", "steps", "products"));
        return new Dependence(part(node.get("common")), part(node.get("alike")), node.get("steps").whole(0), node.get("products").whole(0));
    }

    static SeenRows seen(Node node) {
        node.allowOnly(List.of("rows", "seed", "bits"));
        int rows = node.get("rows").whole(0);
        int seed = node.get("seed").whole(0);
        String bits = node.get("bits").text();
        return new SeenRows(rows, Lazy.of(() -> {
            try {
                return SeenRows.filter(rows, seed, bits);
            } catch (IllegalArgumentException e) {
                throw node.get("bits").wrong("Z85 of as many bytes as the rows need", AGAIN);
            }
        }));
    }

    private static KernelFit kernel(Node node) {
        node.allowOnly(List.of("chip", "operator", "storage", "compute", "compute_efficiency", "memory_efficiency", "overhead_s",
                "terms_s", "rows", "groups", "held_out", "median_error", "p90_error", "spread", "kernel", "casts_input", "source", "preferred", "residual", "scale", "forest"));
        OperatorClass operator = operator(node);
        return new KernelFit(node.get("chip").text(), operator, node.get("storage").precision(), node.get("compute").precision(),
                share(node.get("compute_efficiency")), share(node.get("memory_efficiency")), atLeastZero(node.get("overhead_s")),
                terms(node.get("terms_s"), operator), node.get("rows").whole(1), node.get("groups").whole(1),
                node.get("held_out").text(), atLeastZero(node.get("median_error")), atLeastZero(node.get("p90_error")),
                spread(node.get("spread")), node.get("kernel").text(), node.find("casts_input").map(Node::bool).orElse(false), node.get("source").text(),
                node.find("preferred").map(Node::bool).orElse(false), residual(node.get("residual")), residual(node.get("scale")), node.find("forest").map(CalibrationReader::forest).orElse(Forest.NONE));
    }

    private static Forest forest(Node node) {
        String text = node.text();
        return text.isEmpty() ? Forest.NONE : new Forest(Lazy.of(() -> {
            try {
                return ForestText.read(text);
            } catch (IllegalArgumentException e) {
                throw node.wrong("a forest: " + e.getMessage(), AGAIN);
            }
        }));
    }

    private static Residual residual(Node node) {
        node.allowOnly(List.of("knots", "grids", "values"));
        List<double[]> knots = node.get("knots").list().stream().map(CalibrationReader::numbers).toList();
        int[] grids = node.find("grids").map(g -> Arrays.stream(numbers(g)).mapToInt(v -> (int) v).toArray()).orElse(new int[] {knots.size()});
        Node packed = node.get("values");
        String text = packed.text();
        try {
            int size = Residual.size(knots, grids);
            return new Residual(knots, grids, Lazy.of(() -> values(packed, text, size)));
        } catch (IllegalArgumentException e) {
            throw node.wrong("a grid: " + e.getMessage(), AGAIN);
        }
    }

    private static double[] numbers(Node node) {
        List<Node> list = node.list();
        double[] numbers = new double[list.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = list.get(i).number();
        }
        return numbers;
    }

    private static int[] values(Node node, String text, int size) {
        try {
            Unpacker unpacker = new Unpacker(text);
            Packer.Model steps = new Packer.Model();
            int[] values = new int[size];
            for (int i = 0; i < size; i++) {
                values[i] = unpacker.signed(steps) + (i == 0 ? 0 : values[i - 1]);
            }
            return values;
        } catch (IllegalArgumentException e) {
            throw node.wrong("a grid: " + e.getMessage(), AGAIN);
        }
    }

    private static Transfer transfer(Node node) {
        node.allowOnly(List.of("operator", "kinship", "same_precision", "cases", "median_error", "p90_error", "spread"));
        return new Transfer(operator(node), one(node.get("kinship"), Kinship::of, Kinship.values(), Kinship::label),
                node.get("same_precision").bool(), node.get("cases").whole(1), atLeastZero(node.get("median_error")),
                atLeastZero(node.get("p90_error")), spread(node.get("spread")));
    }

    private static CrossValidation crossValidation(Node node) {
        node.allowOnly(List.of("held", "operator", "chip", "rows", "bias", "median_error", "p90_error", "coverage", "half_width"));
        return new CrossValidation(one(node.get("held"), CrossValidation.Held::of, CrossValidation.Held.values(), CrossValidation.Held::label),
                operator(node), node.get("chip").text(), node.get("rows").whole(1), node.get("bias").number(),
                atLeastZero(node.get("median_error")), atLeastZero(node.get("p90_error")), atLeastZero(node.get("coverage")),
                atLeastZero(node.get("half_width")));
    }

    private static CollectiveFit collective(Node node) {
        node.allowOnly(List.of("chip", "operation", "bandwidth_efficiency", "latency_s", "launch_s", "rows", "median_error",
                "p90_error", "spread", "source"));
        return new CollectiveFit(node.get("chip").text(), node.get("operation").text(), node.get("bandwidth_efficiency").positive(),
                atLeastZero(node.get("latency_s")), atLeastZero(node.get("launch_s")), node.get("rows").whole(1),
                atLeastZero(node.get("median_error")), atLeastZero(node.get("p90_error")), spread(node.get("spread")),
                node.get("source").text());
    }

    private static OperatorClass operator(Node node) {
        return one(node.get("operator"), OperatorClass::of, OperatorClass.values(), OperatorClass::label);
    }

    private static Map<Term, Double> terms(Node node, OperatorClass operator) {
        node.allowOnly(operator.terms().stream().map(Term::label).toList());
        Map<Term, Double> terms = new EnumMap<>(Term.class);
        operator.terms().forEach(term -> terms.put(term, atLeastZero(node.get(term.label()))));
        return terms;
    }

    private static double share(Node node) {
        double value = node.number();
        if (!(value > 0 && value <= 1)) {
            throw node.wrong("a share above 0 and at most 1", "");
        }
        return value;
    }

    private static double part(Node node) {
        double value = node.number();
        if (!(value >= 0 && value <= 1)) {
            throw node.wrong("a share from 0 to 1", "");
        }
        return value;
    }

    static double atLeastZero(Node node) {
        double value = node.number();
        if (!(value >= 0)) {
            throw node.wrong("a number of at least 0", "");
        }
        return value;
    }

    static Spread spread(Node node) {
        List<Node> ends = node.list();
        if (ends.size() != 2 || ends.get(0).number() > ends.get(1).number()) {
            throw node.wrong("a list of a low and a high log ratio", "");
        }
        return new Spread(ends.get(0).number(), ends.get(1).number());
    }

    static <E> E one(Node node, Function<String, Optional<E>> find, E[] all, Function<E, String> label) {
        List<String> known = Arrays.stream(all).map(label).toList();
        return find.apply(node.text())
                .orElseThrow(() -> node.wrong("one of " + String.join(", ", known), Nearest.maybe(node.text(), known)));
    }
}
