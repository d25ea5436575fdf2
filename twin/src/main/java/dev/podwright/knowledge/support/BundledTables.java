package dev.podwright.knowledge.support;

import dev.podwright.knowledge.support.Cell.State;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Reads the tables that ship with the product: one line per interface, one cell per release (`torch_npu.csv` says how).
final class BundledTables {
    private static final int GENERATIONS = 3;

    private BundledTables() {}

    static Map<String, Map<String, Cell>> read() {
        Map<String, String> limits = new HashMap<>();
        for (Sheet.Line line : Sheet.resource("torch_npu_limits.csv").lines()) {
            limits.put(line.get("number"), line.get("limit"));
        }
        Sheet sheet = Sheet.resource("torch_npu.csv");
        TreeMap<String, Map<String, Cell>> tables = Support.sorted();
        List<String> releases = sheet.columns().subList(1, sheet.columns().size());
        releases.forEach(release -> tables.put(release, new TreeMap<>()));
        for (Sheet.Line line : sheet.lines()) {
            for (String release : releases) {
                String text = line.get(release);
                if (!text.isEmpty()) {
                    tables.get(release).put(line.get("api"), cell(text, limits));
                }
            }
        }
        return tables;
    }

    private static Cell cell(String text, Map<String, String> limits) {
        String number = text.substring(GENERATIONS);
        String limit = number.isEmpty() ? "" : limits.get(number);
        if (limit == null) {
            throw new IllegalStateException("The tables of torch_npu number a limit (%s) that is not listed.".formatted(number));
        }
        return new Cell(state(text.charAt(0)), state(text.charAt(1)), state(text.charAt(2)), limit);
    }

    private static State state(char letter) {
        for (State state : State.values()) {
            if (state.letter().charAt(0) == letter) {
                return state;
            }
        }
        throw new IllegalStateException("The tables of torch_npu have an unknown letter (%s).".formatted(letter));
    }
}
