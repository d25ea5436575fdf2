package dev.podwright.calibration;

import dev.podwright.document.Node;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.core.io.JsonStringEncoder;

/// [ExchangeResiduals] in the calibration file: one sheet a line.
final class ExchangeFile {
    private ExchangeFile() {}

    static String write(ExchangeResiduals residuals) {
        String sheets = residuals.sheets().entrySet().stream()
                .map(e -> "{\"sheet\": " + text(e.getKey()) + ", \"at\": [" + e.getValue().x() + "," + e.getValue().y() + "], \"columns\": "
                        + e.getValue().columns() + ", \"log_thousandths\": " + numbers(e.getValue().thousandths()) + "}")
                .collect(Collectors.joining(",\n"));
        String bands = residuals.bands().entrySet().stream().map(e -> "{\"band\": " + text(e.getKey()) + ", \"log_thousandths\": " + numbers(e.getValue()) + "}")
                .collect(Collectors.joining(",\n"));
        return "{\"sheets\": [\n" + sheets + "\n],\n\"bands\": [\n" + bands + "\n]}";
    }

    static ExchangeResiduals read(Node node) {
        node.allowOnly(List.of("sheets", "bands"));
        Map<String, ResidualSheet> sheets = new LinkedHashMap<>();
        for (Node sheet : node.get("sheets").list()) {
            sheet.allowOnly(List.of("sheet", "at", "columns", "log_thousandths"));
            List<Integer> numbers = numbers(sheet.get("log_thousandths"));
            List<Integer> at = numbers(sheet.get("at"));
            int columns = sheet.get("columns").whole(1);
            if (numbers.isEmpty() || numbers.size() % columns != 0) {
                throw sheet.get("log_thousandths").wrong("a multiple of %d numbers".formatted(columns), "");
            }
            if (at.size() != 2) {
                throw sheet.get("at").wrong("a list of two whole numbers", "");
            }
            sheets.put(sheet.get("sheet").text(), new ResidualSheet(at.get(0), at.get(1), columns, numbers));
        }
        Map<String, List<Integer>> bands = new LinkedHashMap<>();
        for (Node band : node.get("bands").list()) {
            band.allowOnly(List.of("band", "log_thousandths"));
            List<Integer> widths = numbers(band.get("log_thousandths"));
            if (widths.isEmpty() || widths.stream().anyMatch(w -> w < 0)) {
                throw band.get("log_thousandths").wrong("a list of numbers of at least 0", "");
            }
            bands.put(band.get("band").text(), widths);
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

    private static String numbers(List<Integer> numbers) {
        return numbers.stream().map(String::valueOf).collect(Collectors.joining(",", "[", "]"));
    }

    private static String text(String value) {
        return '"' + new String(JsonStringEncoder.getInstance().quoteAsCharArray(value)) + '"';
    }
}
