package dev.podwright.repricing;

import dev.podwright.profile.Use;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/// Measured kernel times as tasks of a profile.
final class EvidenceRows {
    private static final double MICRO = 1e-6;

    private EvidenceRows() {}

    /// The folder with one folder of tables per chip, if it is at hand.
    static Optional<Path> folder() {
        return Optional.of(Path.of("../../shared/evidence/kernels")).filter(Files::isDirectory);
    }

    static List<Map<String, String>> rows(Path folder, String chip, String table) {
        return rows(folder.resolve(chip).resolve(table + ".csv"), folder.resolve(chip).resolve(table + ".csv.gz"));
    }

    /// Products that others published, on any chip.
    static List<Map<String, String>> published(Path folder) {
        return rows(folder.resolve("published.csv"), folder.resolve("none")).stream().filter(r -> r.get("op").equals("gemm") && !r.get("latency_us").isEmpty()).toList();
    }

    private static List<Map<String, String>> rows(Path plain, Path packed) {
        try (InputStream in = Files.exists(packed) ? new GZIPInputStream(Files.newInputStream(packed)) : Files.newInputStream(plain);
                BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            String[] names = reader.readLine().split(",", -1);
            List<Map<String, String>> rows = new ArrayList<>();
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                String[] cells = line.split(",", -1);
                Map<String, String> row = new HashMap<>();
                for (int i = 0; i < names.length; i++) {
                    row.put(names[i], cells[i]);
                }
                rows.add(row);
            }
            return rows;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The row as PyTorch would have profiled it; empty for formats that it does not have.
    static Optional<Use> use(String table, Map<String, String> row) {
        String type = switch (row.get("dtype")) {
            case "bf16", "fp16" -> "bfloat16";
            case "fp8" -> "float8_e4m3fn";
            default -> "";
        };
        if (type.isEmpty()) {
            return Optional.empty();
        }
        double seconds = Double.parseDouble(row.get("latency_us")) * MICRO;
        if (table.equals("gemm")) {
            String operator = type.equals("bfloat16") ? "aten::mm" : "aten::_scaled_mm";
            return Optional.of(Made.use(operator, "nvjet_gemm", List.of(row.get("id")), 1, seconds, Made.tensor(type, number(row, "m"), number(row, "k")), Made.tensor(type, number(row, "k"), number(row, "n"))));
        }
        if (number(row, "window") > 0 || !type.equals("bfloat16") || !row.get("kv_dtype").matches("bf16|fp16")) {
            return Optional.empty();
        }
        long batch = number(row, "batch");
        long dim = number(row, "head_dim");
        Use.Tensor q = Made.bf16(batch, number(row, "q_len"), number(row, "heads"), dim);
        Use.Tensor kv = Made.bf16(batch, number(row, "kv_len"), number(row, "kv_heads"), dim);
        return Optional.of(Made.use("flash_attn::_flash_attn_forward", "flash_fwd", List.of("True", row.get("id")), 1, seconds, q, kv, kv));
    }

    static long number(Map<String, String> row, String column) {
        return Long.parseLong(row.get(column));
    }
}
