package dev.podwright.validation;

import dev.podwright.document.InputException;
import dev.podwright.fabric.Collective;
import dev.podwright.fabric.Fabric;
import dev.podwright.fabric.Group;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/// Reads every line of `collectives.csv` and `expert_parallel.csv`: what it measured, or why it measured nothing that can be predicted.
final class ExchangeCases {
    static final String COLLECTIVE = "collective";
    static final String EXPERT = "expert_parallel";
    private static final double MICRO = 1e-6;
    /// Kernels that the twin knows; other modes time a whole service.
    private static final List<String> MODES = List.of("normal", "low_latency", "one_sided", "two_sided");
    /// Four-bit values with a scale per block, as the low-precision combine sends them.
    private static final String FOUR_BITS = "fp4";
    private static final String NVFP4 = "nvfp4";

    private ExchangeCases() {}

    /// All lines of the folder; a file that is not there adds none.
    static List<ExchangeCase> read(Path folder, Map<String, Bench> benches) {
        return read(folder, benches, (row, one) -> { });
    }

    /// @param told of every line and what became of it
    static List<ExchangeCase> read(Path folder, Map<String, Bench> benches, BiConsumer<Row, ExchangeCase> told) {
        List<ExchangeCase> cases = new ArrayList<>();
        for (String table : List.of("collectives", EXPERT)) {
            Path file = folder.resolve(table + ".csv");
            if (Files.exists(file)) {
                for (Row row : Table.read(file).rows()) {
                    ExchangeCase one = of(row, table.equals(EXPERT), benches);
                    told.accept(row, one);
                    cases.add(one);
                }
            }
        }
        return cases;
    }

    /// One line of `expert_parallel.csv` or of `collectives.csv`.
    static ExchangeCase of(Row row, boolean expert, Map<String, Bench> benches) {
        return expert ? expert(row, benches) : collective(row, benches);
    }

    static ExchangeCase collective(Row row, Map<String, Bench> benches) {
        String reason = missing(row, "bytes", "time_us", "ranks");
        Optional<ExchangeRow> exchange = Optional.empty();
        if (reason.isEmpty()) {
            int ranks = ExchangeRows.count(row, "ranks");
            Optional<Collective> collective = ExchangeRows.collective(row.text("op"), row.positive("bytes"), Group.adjacent(ranks));
            reason = unpredictable(row, benches, ranks);
            if (collective.isEmpty()) {
                reason = "unpredictable: no such operation: " + row.text("op");
            } else if (reason.isEmpty()) {
                boolean engine = row.text("library").endsWith("all-reduce");
                exchange = Optional.of(exchange(row, engine ? ExchangeRow.Kernel.ENGINE : ExchangeRow.Kernel.LIBRARY, row.text("op"), collective.get()));
            }
        }
        return of(row, COLLECTIVE, row.text("op"), exchange, Optional.empty(), reason, benches);
    }

    static ExchangeCase expert(Row row, Map<String, Bench> benches) {
        String reason = missing(row, "time_us", "tokens_per_rank", "hidden", "topk", "ep", "dtype");
        String phase = row.text("phase");
        Optional<ExchangeRow> exchange = Optional.empty();
        Optional<ExchangeCase.Expert> expert = Optional.empty();
        if (reason.isEmpty()) {
            int ranks = ExchangeRows.count(row, "ep");
            Optional<Double> element = ExchangeRows.element(row.text("dtype").equals(FOUR_BITS) ? NVFP4 : row.text("dtype"));
            reason = unpredictable(row, benches, ranks);
            if (!MODES.contains(row.text("mode"))) {
                reason = "unpredictable: the time of mode " + row.text("mode") + " includes waiting for other ranks";
            } else if (element.isEmpty()) {
                reason = "unpredictable: no such format: " + row.text("dtype");
            } else if (reason.isEmpty()) {
                double token = row.positive("hidden") * element.get();
                double tokens = row.positive("tokens_per_rank");
                int topk = ExchangeRows.count(row, "topk");
                Group group = Group.adjacent(ranks);
                boolean combine = phase.equals("combine");
                exchange = Optional.of(exchange(row, ExchangeRows.kernel(row.text("mode")), combine ? phase : "dispatch",
                        combine ? new Collective.Combine(tokens, token, topk, group) : new Collective.Dispatch(tokens, token, topk, group)));
                expert = Optional.of(new ExchangeCase.Expert(row.text("library"), row.text("mode"), phase, format(row), tokens, row.number("hidden"), topk,
                        row.has("experts") ? ExchangeRows.count(row, "experts") : 0, row.has("sms") ? ExchangeRows.count(row, "sms") : 0));
            }
        }
        return of(row, EXPERT, phase, exchange, expert, reason, benches);
    }

    private static ExchangeCase of(Row row, String kind, String op, Optional<ExchangeRow> exchange, Optional<ExchangeCase.Expert> expert, String why,
            Map<String, Bench> benches) {
        String reason = exchange.map(e -> unplaced(e, benches.get(e.chip()))).filter(problem -> !problem.isEmpty()).orElse(why);
        return new ExchangeCase(row.text("id"), kind, op, row.text("chip"), ExchangeRows.repository(row.text("source")),
                (row.text("library") + " " + row.text("library_version")).strip(), row.has("time_us") ? row.number("time_us") * MICRO : 0, exchange, expert, reason);
    }

    private static ExchangeRow exchange(Row row, ExchangeRow.Kernel kernel, String operation, Collective collective) {
        String source = ExchangeRows.repository(row.text("source"));
        int perNode = ExchangeRows.count(row, "ranks_per_node");
        return new ExchangeRow(ExchangeRows.chip(row), operation, kernel, ExchangeRows.count(row, "nodes"), perNode, collective,
                ExchangeRows.nic(row.text("topology"), perNode), row.positive("time_us") * MICRO, source + " " + row.text("library"), source);
    }

    /// Why the ranks find no room on the chip's system; empty if they do.
    private static String unplaced(ExchangeRow row, Bench bench) {
        try {
            Fabric.of(bench.pod(row), bench.chip(), List.of()).reach(row.collective().group());
            return "";
        } catch (InputException tooMany) {
            return "unpredictable: " + tooMany.getMessage();
        }
    }

    private static String missing(Row row, String... columns) {
        for (String column : columns) {
            if (!row.has(column)) {
                return "insufficient: no " + column;
            }
        }
        return "";
    }

    private static String unpredictable(Row row, Map<String, Bench> benches, int ranks) {
        if (!benches.containsKey(ExchangeRows.chip(row))) {
            return "unpredictable: the catalogue has no links of chip " + row.text("chip");
        }
        return ranks < 2 ? "unpredictable: one rank exchanges nothing" : "";
    }

    /// The combine's kernel depends on the format that the tokens came in, which only its note tells.
    private static String format(Row row) {
        String note = row.text("notes");
        return row.text("dtype") + (note.startsWith("tokens dispatched as ") ? " after " + note.substring("tokens dispatched as ".length()) : "");
    }
}
