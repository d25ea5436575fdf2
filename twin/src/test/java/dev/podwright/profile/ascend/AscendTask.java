package dev.podwright.profile.ascend;

import java.util.LinkedHashMap;
import java.util.Map;

/// A row of `kernel_details.csv` as a test wants it; cells in the exporter's own words.
///
/// @param waited microseconds that the device stood still before it
/// @param counters by heading, such as `aic_mac_ratio`
public record AscendTask(String type, String name, String core, double micros, double waited, int stream, String inputs, String inputTypes, String inputFormats, String outputs,
                         String outputTypes, String outputFormats, Map<String, String> counters) {

    /// A task on stream 2 that begins when the one before it ends, and whose tensors are not recorded.
    public static AscendTask of(String type, String core, double micros) {
        return new AscendTask(type, "aclnn" + type + "_" + type, core, micros, 0, 2, "N/A", "N/A", "N/A", "N/A", "N/A", "N/A", Map.of());
    }

    /// A collective on stream 7, called as HCCL calls it.
    public static AscendTask collective(String operation, String group, int index, double micros) {
        String type = "hcom_%s_".formatted(operation);
        return new AscendTask(type, "%s_%s_%d_1".formatted(type, group, index), "HCCL", micros, 0, 7, "N/A", "N/A", "N/A", "N/A", "N/A", "N/A", Map.of());
    }

    /// A product `(m x k)(k x n)` of bfloat16 matrices.
    public static AscendTask product(long m, long n, long k, double micros) {
        return of("MatMulV3", "AI_CORE", micros).reads("%d,%d;%d,%d".formatted(m, k, k, n), "DT_BF16;DT_BF16", "ND;ND").writes("%d,%d".formatted(m, n), "DT_BF16", "ND");
    }

    public AscendTask named(String other) {
        return new AscendTask(type, other, core, micros, waited, stream, inputs, inputTypes, inputFormats, outputs, outputTypes, outputFormats, counters);
    }

    public AscendTask after(double pause) {
        return new AscendTask(type, name, core, micros, pause, stream, inputs, inputTypes, inputFormats, outputs, outputTypes, outputFormats, counters);
    }

    public AscendTask on(int other) {
        return new AscendTask(type, name, core, micros, waited, other, inputs, inputTypes, inputFormats, outputs, outputTypes, outputFormats, counters);
    }

    public AscendTask times(double factor) {
        return new AscendTask(type, name, core, micros * factor, waited, stream, inputs, inputTypes, inputFormats, outputs, outputTypes, outputFormats, counters);
    }

    /// @param shapes as `4096,4096;4096,11008`
    public AscendTask reads(String shapes, String types, String formats) {
        return new AscendTask(type, name, core, micros, waited, stream, shapes, types, formats, outputs, outputTypes, outputFormats, counters);
    }

    public AscendTask writes(String shapes, String types, String formats) {
        return new AscendTask(type, name, core, micros, waited, stream, inputs, inputTypes, inputFormats, shapes, types, formats, counters);
    }

    public AscendTask counter(String heading, double value) {
        Map<String, String> more = new LinkedHashMap<>(counters);
        more.put(heading, String.valueOf(value));
        return new AscendTask(type, name, core, micros, waited, stream, inputs, inputTypes, inputFormats, outputs, outputTypes, outputFormats, more);
    }
}
