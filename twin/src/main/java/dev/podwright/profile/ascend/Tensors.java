package dev.podwright.profile.ascend;

import dev.podwright.profile.Use;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Tensors from the cells `Input Shapes`, `Input Data Types`, `Input Formats`: one part between semicolons for each, `"4096,4096;4096,11008"` in quotes of
/// its own, an empty part and `DT_UNDEFINED`, `NULL` for an optional tensor that was left out. Those keep their place, with an empty type, so that the order of
/// an operator's inputs holds.
final class Tensors {
    /// Words of the exporters (`ge::DataType`, Ascend/msprof) and words of ours. Others stay as they are, without `DT_`.
    private static final Map<String, String> WORDS = Map.ofEntries(Map.entry("bf16", "bfloat16"), Map.entry("bfp16", "bfloat16"), Map.entry("float16", "half"), Map.entry("fp16", "half"), Map.entry("f16", "half"),
            Map.entry("float32", "float"), Map.entry("fp32", "float"), Map.entry("float64", "double"), Map.entry("hif8", "hifloat8"),
            Map.entry("fp8_e4m3fn", "float8_e4m3fn"), Map.entry("fp8_e4m3", "float8_e4m3fn"), Map.entry("float8_e4m3", "float8_e4m3fn"), Map.entry("fp8_e5m2", "float8_e5m2"),
            Map.entry("undefined", ""), Map.entry("null", ""), Map.entry("n/a", ""), Map.entry("na", ""));
    private static final String PREFIX = "dt_";

    private final Map<List<String>, List<Use.Tensor>> seen = new HashMap<>();
    private final Csv csv;

    Tensors(Csv csv) {
        this.csv = csv;
    }

    /// @param shapes,types,formats the cells
    List<Use.Tensor> of(String shapes, String types, String formats) {
        if (shapes.isEmpty() && types.isEmpty()) {
            return List.of();
        }
        List<String> key = List.of(shapes, types, formats);
        List<Use.Tensor> known = seen.get(key);
        if (known == null) {
            known = parsed(bare(shapes), bare(types), bare(formats));
            seen.put(key, known);
        }
        return known;
    }

    private List<Use.Tensor> parsed(String shapes, String types, String formats) {
        String[] shape = shapes.split(";", -1);
        String[] type = types.split(";", -1);
        String[] format = formats.split(";", -1);
        int count = types.isEmpty() ? shape.length : Math.max(shapes.isEmpty() ? 0 : shape.length, type.length);
        List<Use.Tensor> tensors = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            String word = i < type.length ? word(type[i]) : "";
            tensors.add(new Use.Tensor(sizes(i < shape.length ? shape[i] : ""), word, i < format.length ? format(format[i]) : ""));
        }
        while (!tensors.isEmpty() && tensors.getLast().type().isEmpty() && tensors.getLast().shape().isEmpty()) {
            tensors.removeLast();
        }
        return List.copyOf(tensors);
    }

    /// A cell without the quotes that it carries itself.
    private static String bare(String cell) {
        String text = cell.strip();
        int from = 0;
        int to = text.length();
        while (from < to && text.charAt(from) == '"') {
            from++;
        }
        while (to > from && text.charAt(to - 1) == '"') {
            to--;
        }
        String inner = text.substring(from, to).strip();
        return inner.equals("N/A") ? "" : inner;
    }

    static String word(String type) {
        String lower = type.strip().toLowerCase(Locale.ROOT);
        String plain = lower.startsWith(PREFIX) ? lower.substring(PREFIX.length()) : lower;
        return WORDS.getOrDefault(plain, plain);
    }

    private static String format(String format) {
        String plain = format.strip();
        return plain.equals("NULL") || plain.equals("N/A") ? "" : plain;
    }

    private List<Long> sizes(String shape) {
        String plain = shape.replace('[', ' ').replace(']', ' ').strip();
        if (plain.isEmpty()) {
            return List.of();
        }
        List<Long> sizes = new ArrayList<>();
        for (String size : plain.split(",")) {
            try {
                sizes.add(Long.parseLong(size.strip()));
            } catch (NumberFormatException e) {
                throw csv.wrong("\"%s\" is not a shape".formatted(Csv.shortened(shape)), "Sizes stand between commas, tensors between semicolons.");
            }
        }
        return sizes;
    }
}
