package dev.podwright.profile.kineto;

import java.util.List;
import java.util.Locale;

/// Events in the words of Kineto: fields, their order and line ends as pytorch/kineto, libkineto/src/output_json.cpp writes them, arguments as libkineto/src/CuptiActivity.cpp
/// and the traces of PyTorch 2.7 have them. Times in nanoseconds.
final class TraceText {
    /// What the traces of a program begin with: the process was started so long ago.
    private static final long BASE = 4_501_662_640_162_099L;
    private static final int PROCESS = 15_172;

    private TraceText() {}

    /// A whole file with these events in this order.
    static String file(String header, List<String> events) {
        return start(header) + String.join(",", events) + end();
    }

    static String start(String header) {
        return """

                {
                  "schemaVersion": 1,
                  "deviceProperties": [
                    {
                      "id": 0, "name": "NVIDIA H100 80GB HBM3", "totalGlobalMem": 84929347584,
                      "computeMajor": 9, "computeMinor": 0,
                      "maxThreadsPerBlock": 1024, "maxThreadsPerMultiprocessor": 2048,
                      "regsPerBlock": 65536, "warpSize": 32,
                      "sharedMemPerBlock": 49152, "numSms": 132
                    , "regsPerMultiprocessor": 65536, "sharedMemPerBlockOptin": 232448, "sharedMemPerMultiprocessor": 233472
                    }
                  ],
                  "cupti_version": 24,
                  "cuda_runtime_version": 12060,
                  "cuda_driver_version": 12040,
                """ + header + """
                  "traceEvents": [""";
    }

    static String end() {
        return """

                  ],
                  "traceName": "/tmp/trace.json",
                  "displayTimeUnit": "ms",
                  "baseTimeNanoseconds": 1790857026000000000
                }""";
    }

    static String distributed(int rank, int ranks) {
        return """
                  "distributedInfo": {"backend": "nccl", "rank": %d, "world_size": %d, "pg_count": 1, "pg_config": [{"pg_name": "0", "pg_desc": "default_pg", \
                "backend_config": "cuda:nccl", "pg_size": %d, "ranks": [%s]}], "nccl_version": "2.26.2"},
                """.formatted(rank, ranks, ranks, String.join(", ", java.util.stream.IntStream.range(0, ranks).mapToObj(Integer::toString).toList()));
    }

    static String micros(long nanos) {
        long abs = Math.abs(nanos);
        return (nanos < 0 ? "-" : "") + abs / 1000 + "." + String.format(Locale.ROOT, "%03d", abs % 1000);
    }

    static String complete(String category, String name, String process, String thread, long start, long nanos, String arguments) {
        return "\n  {\n    \"ph\": \"X\", \"cat\": \"" + category + "\", \"name\": \"" + name + "\", \"pid\": " + process + ", \"tid\": " + thread
                + ",\n    \"ts\": " + micros(BASE + start) + ", \"dur\": " + micros(nanos) + (arguments.isEmpty() ? "" : ",\n    \"args\": {\n      " + arguments + "\n    }") + "\n  }";
    }

    private static String onHost(String category, String name, int thread, long start, long nanos, String arguments) {
        return complete(category, name, "" + PROCESS, "" + thread, start, nanos, arguments);
    }

    /// @param shapes the arguments `Input Dims`, `Input type` and so on, or nothing
    static String operator(String name, int thread, long start, long nanos, int external, String shapes) {
        return onHost("cpu_op", name, thread, start, nanos, "\"External id\": " + external + ",\"Record function id\": 0" + (shapes.isEmpty() ? "" : ", " + shapes)
                + ", \"finished\": true, \"Ev Idx\": " + (external - 1));
    }

    static String shapes(String types, String sizes, String strides, String values) {
        return "\"Concrete Inputs\": " + values + ", \"Input type\": " + types + ", \"Input Strides\": " + strides + ", \"Input Dims\": " + sizes;
    }

    static String call(String name, int thread, long start, long nanos, int correlation, int external) {
        return onHost("cuda_runtime", name, thread, start, nanos, (external == 0 ? "" : "\"External id\": " + external + ",") + "\n      \"cbid\": 211, \"correlation\": " + correlation);
    }

    static String step(int number, long start, long nanos) {
        return onHost("user_annotation", "ProfilerStep#" + number, PROCESS, start, nanos, "\"External id\": " + (1_000_000 + number) + ",\"Record function id\": 0, \"finished\": true, \"Ev Idx\": 0");
    }

    /// @param more further arguments, with a leading comma
    static String kernel(String name, int device, int stream, long start, long nanos, int correlation, int external, String more) {
        return complete("kernel", name, "" + device, "" + stream, start, nanos, (external == 0 ? "" : "\"External id\": " + external + ",")
                + "\n      \"queued\": 0, \"device\": " + device + ", \"context\": 1,\n      \"stream\": " + stream + ", \"correlation\": " + correlation
                + ",\n      \"registers per thread\": 168,\n      \"shared memory\": 229376,\n      \"blocks per SM\": 1.939394,\n      \"warps per SM\": 15.515152"
                + ",\n      \"grid\": [256, 1, 1],\n      \"block\": [256, 1, 1],\n      \"est. achieved occupancy %\": 24" + more);
    }

    static String copy(String name, int stream, long start, long nanos, int correlation, int external, long bytes) {
        return complete("gpu_memcpy", name, "0", "" + stream, start, nanos, "\"External id\": " + external + ",\n      \"device\": 0, \"context\": 1,\n      \"stream\": " + stream
                + ", \"correlation\": " + correlation + ",\n      \"bytes\": " + bytes + ", \"memory bandwidth (GB/s)\": 12.5");
    }

    static String set(int stream, long start, long nanos, int correlation, long bytes) {
        return complete("gpu_memset", "Memset (Device)", "0", "" + stream, start, nanos, "\n      \"device\": 0, \"context\": 1,\n      \"stream\": " + stream
                + ", \"correlation\": " + correlation + ",\n      \"bytes\": " + bytes + ", \"memory bandwidth (GB/s)\": 500.0");
    }

    static String collective(String name, String type, long sent, long received, int ranks, String group, String members) {
        return ", \"Collective name\": \"" + name + "\", \"In msg nelems\": " + sent + ", \"Out msg nelems\": " + received + ", \"Group size\": " + ranks + ", \"dtype\": \"" + type
                + "\", \"Process Group Name\": \"" + group + "\", \"Process Group Description\": \"default_pg\", \"Process Group Ranks\": \"" + members + "\"";
    }

    static String flow(char phase, int id, int process, int thread, long time) {
        return "\n  {\n    \"ph\": \"" + phase + "\", \"id\": " + id + ", \"pid\": " + (process < 0 ? PROCESS : process) + ", \"tid\": " + thread + ", \"ts\": " + micros(BASE + time)
                + ",\n    \"cat\": \"ac2g\", \"name\": \"ac2g\"" + (phase == 'f' ? ", \"bp\": \"e\"" : "") + "\n  }";
    }

    static String python(String name, int thread, long start, long nanos, int id) {
        return onHost("python_function", name, thread, start, nanos, "\"Python parent id\": " + (id - 1) + ", \"Python id\": " + id + ", \"Ev Idx\": " + id);
    }

    static String metadata(String name, String process, int thread, String argument) {
        return "\n  {\n    \"name\": \"" + name + "\", \"ph\": \"M\", \"ts\": " + micros(BASE) + ", \"pid\": " + process + ", \"tid\": " + thread + ",\n    \"args\": {\n      " + argument + "\n    }\n  }";
    }
}
