package dev.podwright.knowledge.support;

import dev.podwright.document.InputException;
import dev.podwright.document.Nearest;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/// The tables of torch_npu: which interface runs where under which release of PyTorch.
public final class Support {
    private static final String BUNDLED = "Ascend/pytorch@9e73e708a:docs/zh/api/native_api/pytorch_";

    private final Map<String, Map<String, Cell>> tables;
    private final Map<String, String> sources;

    private Support(Map<String, Map<String, Cell>> tables, Map<String, String> sources) {
        this.tables = tables;
        this.sources = sources;
    }

    /// The tables that ship with the product.
    public static Support bundled() {
        Map<String, Map<String, Cell>> tables = BundledTables.read();
        Map<String, String> sources = new HashMap<>();
        tables.keySet().forEach(release -> sources.put(release, BUNDLED + release.replace('.', '-')));
        return new Support(tables, sources);
    }

    /// These tables with those of `rows` in place of the ones of the same releases.
    public Support with(SupportExport rows) {
        Map<String, Map<String, Cell>> all = sorted();
        all.putAll(tables);
        all.putAll(rows.tables());
        Map<String, String> from = new HashMap<>(sources);
        rows.releases().forEach(release -> from.put(release, rows.file()));
        return new Support(all, from);
    }

    /// Releases of PyTorch whose tables were read, oldest first, such as `2.13.0`.
    public List<String> releases() {
        return List.copyOf(tables.keySet());
    }

    /// Where the table of a release was read.
    public String source(String release) {
        return sources.get(release(release));
    }

    /// How many interfaces the table of a release names.
    public int rows(String release) {
        return tables.get(release(release)).size();
    }

    /// The release that was read for one as users write it: `2.13`, `v2.13.0`, `2.13.0+cu126` are `2.13.0`.
    ///
    /// @throws InputException for a release whose table was not read, naming those that were and the nearest
    public String release(String asked) {
        String plain = asked.strip().replaceFirst("^v", "").replaceFirst("[+-].*$", "");
        if (tables.containsKey(plain)) {
            return plain;
        }
        List<String> series = tables.keySet().stream().filter(read -> read.startsWith(plain + ".")).toList();
        if (!plain.isEmpty() && series.size() == 1) {
            return series.getFirst();
        }
        throw new InputException("The tables of torch_npu for PyTorch %s were not read.".formatted(asked),
                "Read: %s; nearest: %s. Or bring an export with --knowledge.".formatted(String.join(", ", tables.keySet()), nearest(plain)));
    }

    /// The newest release that was read.
    public String newest() {
        return releases().getLast();
    }

    /// What the table of `release` says of an interface such as `torch.nn.functional.softmax`.
    ///
    /// @throws InputException for a release whose table was not read
    public Verdict of(String api, String release, Generation generation) {
        String read = release(release);
        return switch (generation) {
            case A1, P310 -> unread(generation);
            case A2, A3, A5 -> Optional.ofNullable(tables.get(read).get(api)).map(cell -> cell.of(generation))
                    .orElseGet(() -> new Verdict.Unread("torch_npu's table for PyTorch " + read + " does not name " + api));
        };
    }

    /// Whether the tables have a column for a generation.
    static boolean reads(Generation generation) {
        return switch (generation) {
            case A2, A3, A5 -> true;
            case A1, P310 -> false;
        };
    }

    static Verdict unread(Generation generation) {
        return new Verdict.Unread("the tables of torch_npu that were read have no column for " + generation.label());
    }

    /// Whether the table of `release` names the interface.
    public boolean names(String api, String release) {
        return tables.get(release(release)).containsKey(api);
    }

    /// Whether the table of any release that was read names the interface.
    public boolean names(String api) {
        return tables.values().stream().anyMatch(table -> table.containsKey(api));
    }

    /// At most three interfaces whose names are like a mistyped one.
    public List<String> like(String api) {
        TreeSet<String> all = new TreeSet<>();
        tables.values().forEach(table -> all.addAll(table.keySet()));
        return Nearest.to(api, all);
    }

    private String nearest(String asked) {
        long wanted = rank(asked);
        return tables.keySet().stream().min(Comparator.comparingLong(read -> Math.abs(rank(read) - wanted))).orElse("none");
    }

    /// Tables by release, oldest first.
    static TreeMap<String, Map<String, Cell>> sorted() {
        return new TreeMap<>(Comparator.comparingLong(Support::rank).thenComparing(Comparator.naturalOrder()));
    }

    /// Orders releases: the first three numbers of `2.13.0`, three digits each.
    private static long rank(String release) {
        String[] parts = release.split("\\.");
        long rank = 0;
        for (int i = 0; i < 3; i++) {
            String digits = i < parts.length ? parts[i].replaceAll("\\D.*$", "") : "";
            rank = rank * 1000 + (digits.isEmpty() || digits.length() > 3 ? 0 : Integer.parseInt(digits));
        }
        return rank;
    }
}
