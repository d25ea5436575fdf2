package dev.podwright.survey.log;

import java.util.Locale;

/// Logs as nccl-tests 2.17 and hccl_test of CANN 8 print them, column by column.
final class LogText {
    static final String HEADING = """
            #
            #                                                              out-of-place                       in-place
            #       size         count      type   redop    root     time   algbw   busbw #wrong     time   algbw   busbw #wrong
            #        (B)    (elements)                               (us)  (GB/s)  (GB/s)            (us)  (GB/s)  (GB/s)
            """;

    private LogText() {}

    static String nccl(String program, int ranks, long[] bytes, double[] microseconds) {
        StringBuilder out = new StringBuilder("# Collective test starting: %s%n".formatted(program));
        out.append("# nThread 1 nGpus %d minBytes %d maxBytes %d step: 2(factor) warmup iters: 5 iters: 20 agg iters: 1 validation: 1 graph: 0%n#%n# Using devices%n"
                .formatted(ranks, bytes[0], bytes[bytes.length - 1]));
        for (int r = 0; r < ranks; r++) {
            out.append("#  Rank %2d Group  0 Pid %6d on node-%03d device %2d [0x%02x] NVIDIA H100 80GB HBM3%n".formatted(r, 4711 + r, r / 8, r % 8, 16 + r));
        }
        out.append(HEADING);
        for (int i = 0; i < bytes.length; i++) {
            out.append(row(bytes[i], microseconds[i], 0, ranks));
        }
        return out.append("# Out of bounds values : 0 OK%n# Avg bus bandwidth    : 100.0 %n#%n".formatted()).toString();
    }

    /// Bus bandwidth as of an all-reduce.
    static String row(long bytes, double microseconds, int wrong, int ranks) {
        double algorithm = bytes / microseconds / 1e3;
        double bus = algorithm * 2 * (ranks - 1) / ranks;
        String measured = "  %7s  %6.2f  %6.2f  %5d".formatted(time(microseconds), algorithm, bus, wrong);
        return "%12d  %12d  %8s  %6s  %6d%s%s%n".formatted(bytes, bytes / 4, "float", "sum", -1, measured, measured);
    }

    private static String time(double microseconds) {
        return String.format(Locale.ROOT, microseconds >= 10_000 ? "%7.0f" : microseconds >= 1_000 ? "%7.1f" : "%7.2f", microseconds);
    }

    static String hccl(long[] bytes, double[] microseconds) {
        StringBuilder out = new StringBuilder("the minbytes is %d, maxbytes is %d, iters is 20, warmup_iters is 5%n".formatted(bytes[0], bytes[bytes.length - 1]));
        out.append("%-15s | %-12s | %-18s | %s%n".formatted("data_size(Bytes):", "aveg_time(us):", "alg_bandwidth(GB/s):", "check_result:"));
        for (int i = 0; i < bytes.length; i++) {
            out.append("%-17d | %-14.2f | %-20.5f | success%n".formatted(bytes[i], microseconds[i], bytes[i] / microseconds[i] / 1e3));
        }
        return out.toString();
    }
}
