package dev.podwright.validation;

import dev.podwright.fabric.Collective;
import dev.podwright.fabric.Group;
import dev.podwright.units.Precision;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads the measured exchanges of an evidence folder and leaves out, by the rules written here, what cannot be compared.
final class ExchangeRows {
    private static final double MICRO = 1e-6;
    private static final double BITS = 8;
    /// The 910B bin is never named; the twin takes it for the common one.
    private static final Map<String, String> CHIPS = Map.of("ascend-910b", "ascend-910b2");
    /// `32x100G EFA`, `8x200GbE`: NICs of a node and Gbit/s each.
    private static final Pattern NICS = Pattern.compile("(\\d+)x(\\d+)G");
    /// HPE Slingshot: 200 Gbit/s a NIC; Polaris and its test system have two for four GPUs (docs.alcf.anl.gov/polaris).
    private static final double SLINGSHOT_NODE = 2 * 200e9 / BITS;
    /// Servers of this set cross a network that nobody names.
    private static final String UNKNOWN_NETWORK = "microsoft/vidur";
    /// Libraries whose time includes waiting for others, and releases that a later one of the same source replaces.
    private static final Set<String> MODES = Set.of("normal", "low_latency", "one_sided", "two_sided");
    private static final String SUPERSEDED = "V1 first release";
    /// DeepEP rows with half the SM budget that engines give it.
    private static final String SMALL_BUDGET = "12";
    /// DeepEP sends one 4-byte scale per 128 FP8 values with a token (deepseek-ai/DeepEP README).
    private static final double FP8_WITH_SCALES = 1 + 4.0 / 128;

    private ExchangeRows() {}

    /// Reads `collectives.csv`.
    static List<ExchangeRow> collectives(Path file) {
        List<ExchangeRow> rows = new ArrayList<>();
        for (Row row : Table.read(file).rows()) {
            if (row.has("bytes") && row.has("time_us") && row.number("bytes") > 0 && row.number("time_us") > 0 && !unnamedNetwork(row)) {
                collective(row).ifPresent(rows::add);
            }
        }
        return rows;
    }

    /// Whether a row of `collectives.csv` crosses a network of which nothing is said.
    private static boolean unnamedNetwork(Row row) {
        return count(row, "nodes") > 1 && row.text("source").startsWith(UNKNOWN_NETWORK);
    }

    /// The exchange of one row of `collectives.csv` that has bytes and time; empty where its operation is not known.
    private static Optional<ExchangeRow> collective(Row row) {
        String source = repository(row.text("source"));
        boolean engine = row.text("library").endsWith("all-reduce");
        return collective(row.text("op"), row.number("bytes"), Group.adjacent(count(row, "ranks"))).map(collective ->
                new ExchangeRow(chip(row), row.text("op"), engine ? ExchangeRow.Kernel.ENGINE : ExchangeRow.Kernel.LIBRARY, count(row, "nodes"),
                        count(row, "ranks_per_node"), collective, nic(row.text("topology"), count(row, "ranks_per_node")),
                        row.number("time_us") * MICRO, source + " " + row.text("library"), source));
    }

    /// Reads `expert_parallel.csv`.
    static List<ExchangeRow> experts(Path file) {
        Table table = Table.read(file);
        Map<String, Double> preparing = preparing(table);
        List<ExchangeRow> rows = new ArrayList<>();
        for (Row row : table.rows()) {
            boolean superseded = row.text("library_version").equals(SUPERSEDED) || row.text("sms").equals(SMALL_BUDGET) || row.text("dtype").equals("fp4");
            if (!superseded) {
                expert(row, preparing).ifPresent(rows::add);
            }
        }
        return rows;
    }

    /// Microseconds that a library counts in a kernel of its own before it dispatches.
    private static Map<String, Double> preparing(Table table) {
        Map<String, Double> preparing = new HashMap<>();
        for (Row row : table.rows()) {
            if (row.text("phase").equals("prepare") && row.has("time_us")) {
                preparing.put(exchange(row), row.number("time_us"));
            }
        }
        return preparing;
    }

    /// The exchange of one row of `expert_parallel.csv`; empty where the row is none by itself or its time includes waiting for others. Time of
    /// preparing belongs to the dispatch.
    private static Optional<ExchangeRow> expert(Row row, Map<String, Double> preparing) {
        String phase = row.text("phase");
        Optional<Double> element = element(row.text("dtype"));
        if (!(row.has("time_us") || printsRankBandwidth(row)) || phase.equals("prepare") || !MODES.contains(row.text("mode")) || element.isEmpty()) {
            return Optional.empty();
        }
        Group group = Group.adjacent(count(row, "ep"));
        double token = row.number("hidden") * element.get();
        int topk = count(row, "topk");
        boolean dispatch = phase.equals("dispatch");
        double tokens = row.number("tokens_per_rank");
        Collective collective = dispatch ? new Collective.Dispatch(tokens, token, topk, group) : new Collective.Combine(tokens, token, topk, group);
        double before = dispatch ? preparing.getOrDefault(exchange(row), 0.0) : 0;
        double time = row.has("time_us") ? row.number("time_us") * MICRO : received(tokens * token, topk, group.ranks()) / (row.number("gbps") * 1e9);
        double notify = row.has("notify_us") ? row.number("notify_us") : 0;
        return Optional.of(new ExchangeRow(chip(row), phase, kernel(row.text("mode")),
                count(row, "nodes"), count(row, "ranks_per_node"), collective, 0, time + (before + (dispatch ? notify : 0)) * MICRO,
                repository(row.text("source")) + " " + row.text("library") + " " + row.text("mode"), repository(row.text("source"))));
    }

    static Optional<Collective> collective(String operation, double bytes, Group group) {
        return switch (operation) {
            case "all_reduce" -> Optional.of(new Collective.AllReduce(bytes, group));
            case "all_gather" -> Optional.of(new Collective.AllGather(bytes, group));
            case "reduce_scatter" -> Optional.of(new Collective.ReduceScatter(bytes, group));
            case "alltoall" -> Optional.of(new Collective.AllToAll(bytes, group));
            case "sendrecv" -> Optional.of(new Collective.PointToPoint(bytes, group));
            default -> Optional.empty();
        };
    }

    static ExchangeRow.Kernel kernel(String mode) {
        return switch (mode) {
            case "low_latency" -> ExchangeRow.Kernel.LOW_LATENCY;
            case "one_sided", "two_sided" -> ExchangeRow.Kernel.RACK;
            default -> ExchangeRow.Kernel.LIBRARY;
        };
    }

    /// READMEs of DeepEP V1 and its Ascend port print received bytes over time; in one fabric that is once per rank that needs the token.
    private static boolean printsRankBandwidth(Row row) {
        return row.has("gbps") && (row.text("library").equals("DeepEP-Ascend")
                || row.text("library_version").equals("V1") && count(row, "nodes") == 1);
    }

    /// Bytes that a rank receives, its own tokens included.
    private static double received(double bytes, int topk, int ranks) {
        return bytes * ranks * (1 - Math.pow(1 - 1.0 / ranks, topk));
    }

    static Optional<Double> element(String dtype) {
        return switch (dtype) {
            case "fp8" -> Optional.of(FP8_WITH_SCALES);
            case "fp4" -> Optional.of(Precision.NVFP4.bytes());
            default -> Precision.of(dtype).map(Precision::bytes);
        };
    }

    static double nic(String topology, int ranksPerNode) {
        Matcher nics = NICS.matcher(topology);
        if (nics.find()) {
            return Integer.parseInt(nics.group(1)) * Integer.parseInt(nics.group(2)) * 1e9 / BITS / ranksPerNode;
        }
        return topology.contains("Slingshot") ? SLINGSHOT_NODE / ranksPerNode : 0;
    }

    private static String exchange(Row row) {
        return String.join("/", row.text("chip"), row.text("mode"), row.text("library_version"), row.text("ep"), row.text("dtype"),
                row.text("hidden"), row.text("topk"), row.text("experts"), row.text("tokens_per_rank"));
    }

    static String chip(Row row) {
        return CHIPS.getOrDefault(row.text("chip"), row.text("chip"));
    }

    static int count(Row row, String column) {
        return row.has(column) ? (int) row.number(column) : 1;
    }

    static String repository(String source) {
        return source.split("[@:,]")[0];
    }
}
