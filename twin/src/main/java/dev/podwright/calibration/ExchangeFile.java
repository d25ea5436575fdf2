package dev.podwright.calibration;

import dev.podwright.document.Node;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/// [ExchangeResiduals] in the calibration file: the extent of each sheet under its name, the nodes of all of them in one packed text, each as its
/// step from the last; bands as they are.
final class ExchangeFile {
    /// First node of either coordinate, columns, rows.
    private static final int EXTENT = 4;

    private ExchangeFile() {}

    static String write(ExchangeResiduals residuals) {
        Packer packer = new Packer();
        Packer.Model steps = new Packer.Model();
        int last = 0;
        for (ResidualSheet sheet : residuals.sheets().values()) {
            for (int value : sheet.thousandths()) {
                packer.signed(steps, value - last);
                last = value;
            }
        }
        return "{\"sheets\":" + object(residuals.sheets(), s -> List.of(s.x(), s.y(), s.columns(), s.rows()))
                + ",\n\"nodes\":" + CalibrationWriter.text(packer.text())
                + ",\n\"bands\":" + object(residuals.bands(), b -> b) + "}";
    }

    private static <T> String object(Map<String, T> fields, Function<T, List<Integer>> numbers) {
        return fields.entrySet().stream()
                .map(e -> CalibrationWriter.text(e.getKey()) + ":" + numbers.apply(e.getValue()).stream().map(String::valueOf).collect(Collectors.joining(",", "[", "]")))
                .collect(Collectors.joining(",\n", "{\n", "\n}"));
    }

    static ExchangeResiduals read(Node node) {
        node.allowOnly(List.of("sheets", "nodes", "bands"));
        Map<String, ResidualSheet> sheets = new LinkedHashMap<>();
        try {
            Unpacker unpacker = new Unpacker(node.get("nodes").text());
            Packer.Model steps = new Packer.Model();
            int last = 0;
            for (String name : node.get("sheets").keys()) {
                List<Integer> extent = numbers(node.get("sheets").get(name));
                if (extent.size() != EXTENT || extent.get(2) < 1 || extent.get(3) < 1) {
                    throw node.get("sheets").get(name).wrong("a first node twice, columns and rows", "Make the file again with podwright calibrate.");
                }
                List<Integer> values = new ArrayList<>();
                for (int i = 0; i < extent.get(2) * extent.get(3); i++) {
                    last += unpacker.signed(steps);
                    values.add(last);
                }
                sheets.put(name, new ResidualSheet(extent.get(0), extent.get(1), extent.get(2), values));
            }
        } catch (IllegalArgumentException e) {
            throw node.get("nodes").wrong("packed nodes: " + e.getMessage(), "Make the file again with podwright calibrate.");
        }
        Map<String, List<Integer>> bands = new LinkedHashMap<>();
        for (String name : node.get("bands").keys()) {
            List<Integer> widths = numbers(node.get("bands").get(name));
            if (widths.isEmpty() || widths.stream().anyMatch(w -> w < 0)) {
                throw node.get("bands").get(name).wrong("a list of numbers of at least 0", "");
            }
            bands.put(name, widths);
        }
        return new ExchangeResiduals(sheets, bands);
    }

    private static List<Integer> numbers(Node node) {
        return node.list().stream().map(n -> {
            double number = n.number();
            if (number != Math.rint(number) || Math.abs(number) > Integer.MAX_VALUE) {
                throw n.wrong("a whole number", "");
            }
            return (int) number;
        }).toList();
    }
}
