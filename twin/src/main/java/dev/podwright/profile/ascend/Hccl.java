package dev.podwright.profile.ascend;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// HCCL's names of operators and groups.
///
/// A collective's type is `hcom_allReduce_`, its name `hcom_allReduce__503_0_1`: after two underscores the last three digits of the group's hash, how many
/// of its kind went before, and a number of the stream (Ascend/msprof-analyze:docs cluster_analyse, `HcclTopOpStats`). Kernels that compute and communicate
/// in one ("MC2") are operators of CANN (Ascend/pytorch op-plugin `npu_mm_all_reduce_base`, `npu_moe_distribute_dispatch` …).
final class Hccl {
    private static final String COLLECTIVE = "hcom_";
    private static final Map<String, String> OPERATIONS = Map.ofEntries(Map.entry("allreduce", "all_reduce"), Map.entry("allgather", "all_gather"), Map.entry("allgatherv", "all_gather"),
            Map.entry("reducescatter", "reduce_scatter"), Map.entry("reducescatterv", "reduce_scatter"), Map.entry("broadcast", "broadcast"), Map.entry("reduce", "reduce"),
            Map.entry("alltoall", "all_to_all"), Map.entry("alltoallv", "all_to_all"), Map.entry("alltoallvc", "all_to_all"), Map.entry("send", "send"), Map.entry("receive", "receive"),
            Map.entry("recv", "receive"), Map.entry("batchsendrecv", "send_receive"), Map.entry("scatter", "scatter"), Map.entry("gather", "gather"), Map.entry("barrier", "barrier"));
    /// Kernels that compute and communicate in one, by the beginning of their lower-case types.
    private static final List<Map.Entry<String, String>> FUSED = List.of(Map.entry("matmulallreduce", "all_reduce"), Map.entry("quantmatmulallreduce", "all_reduce"),
            Map.entry("weightquantmatmulallreduce", "all_reduce"), Map.entry("matmulreducescatter", "reduce_scatter"), Map.entry("quantmatmulreducescatter", "reduce_scatter"),
            Map.entry("allgathermatmul", "all_gather"), Map.entry("allgatherquantmatmul", "all_gather"), Map.entry("inplacematmulallreduce", "all_reduce"),
            Map.entry("alltoallallgatherbatchmatmul", "all_to_all"), Map.entry("batchmatmulreducescatteralltoall", "all_to_all"), Map.entry("alltoallvgroupedmatmul", "all_to_all"),
            Map.entry("groupedmatmulalltoallv", "all_to_all"), Map.entry("moedistributedispatch", "dispatch"), Map.entry("moedistributecombine", "combine"),
            Map.entry("dispatchffncombine", "dispatch_combine"));

    /// Bases of the hash of a group's name, see [#hash].
    private static final long HIGH_BASE = 29;
    private static final long LOW_BASE = 131;
    private static final long WORD = 0xFFFFFFFFL;

    private Hccl() {}

    /// What a task of this type communicates, in our words; none if it does not.
    static Optional<String> operation(String type) {
        String lower = type.toLowerCase(Locale.ROOT);
        if (lower.startsWith(COLLECTIVE)) {
            int end = lower.indexOf('_', COLLECTIVE.length());
            String word = lower.substring(COLLECTIVE.length(), end < 0 ? lower.length() : end);
            return Optional.of(OPERATIONS.getOrDefault(word, word));
        }
        return FUSED.stream().filter(f -> lower.startsWith(f.getKey())).map(Map.Entry::getValue).findFirst();
    }

    /// The last three digits of the group's hash that stand in a collective's name; empty if they do not.
    static String group(String name) {
        int at = name.indexOf("__");
        if (at < 0) {
            return "";
        }
        int end = name.indexOf('_', at + 2);
        String digits = name.substring(at + 2, end < 0 ? name.length() : end);
        return digits.chars().allMatch(Character::isDigit) ? digits : "";
    }

    /// Bytes as nccl-tests counts them, from those that HCCL was called with: it is told what one rank sends to an all-gather and what one rank gets from a
    /// reduce-scatter, the part for one rank of an all-to-all, the whole buffer else (hccl `CallMsprofReportHostApi` in HcclAllGather, HcclReduceScatter,
    /// HcclAlltoAll, HcclAlltoAllV). 0 where the number of ranks is needed and not known.
    static double bytes(String operation, String name, double called, int ranks) {
        boolean part = operation.equals("all_gather") || operation.equals("reduce_scatter") || operation.equals("all_to_all") && !name.toLowerCase(Locale.ROOT).startsWith("hcom_alltoallv");
        return part ? called * ranks : called;
    }

    /// Bytes of an element of a type in our words; 0 if it is not known.
    static double width(String type) {
        return switch (type) {
            case "int8", "uint8", "float8_e4m3fn", "float8_e5m2", "hifloat8" -> 1;
            case "half", "bfloat16", "int16", "uint16" -> 2;
            case "float", "int32", "uint32" -> 4;
            case "double", "int64", "uint64" -> 8;
            default -> 0;
        };
    }

    /// The hash of a group's name that stands behind `@` in `communication.json`: two polynomial hashes of 32 bits with bases 29 and 131
    /// (Ascend/mstt:profiler/msprof_analyze/cluster_analyse/common_func/utils.py, `double_hash`), as an unsigned number.
    static String hash(String name) {
        long high = 0;
        long low = 0;
        for (int i = 0; i < name.length(); i++) {
            high = high * HIGH_BASE + name.charAt(i) & WORD;
            low = low * LOW_BASE + name.charAt(i) & WORD;
        }
        return Long.toUnsignedString(high << Integer.SIZE | low);
    }
}
