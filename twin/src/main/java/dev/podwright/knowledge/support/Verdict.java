package dev.podwright.knowledge.support;

import java.util.Arrays;
import java.util.List;

/// Whether an interface runs on a generation under one release.
public sealed interface Verdict {
    /// What becomes of work that no NPU kernel does.
    ///
    /// Source: Ascend/pytorch: its warning of a fall-back and its error ERR01007.
    String WITHOUT_KERNEL = "torch_npu warns and runs it on the CPU, or fails with ERR01007";

    /// Runs.
    record Supported() implements Verdict {}

    /// Runs with a limit.
    ///
    /// @param how the limit in short, such as `input: bf16 fp16 fp32 only; other limit`
    record Restricted(String how) implements Verdict {
        private static final String ONLY = " only";

        /// Whether the limit leaves out a data type by the names of the tables (`bf16`, `fp16`, `fp32`, `int8`). False where the limit lists no types.
        public boolean excludes(String type) {
            return Arrays.stream(how.split(";")).map(String::strip).filter(limit -> limit.endsWith(ONLY) && limit.indexOf(':') > 0)
                    .map(limit -> List.of(limit.substring(limit.indexOf(':') + 1, limit.length() - ONLY.length()).strip().split(" ")))
                    .anyMatch(types -> !types.contains(type));
        }
    }

    /// Does not run, or nobody has verified it (the tables for 950DT do not tell these apart).
    ///
    /// @param why what the table says and what happens then, in short
    record Unsupported(String why) implements Verdict {
        public Unsupported() {
            this("the table says no: " + WITHOUT_KERNEL);
        }
    }

    /// The tables that were read do not name it: nothing is claimed.
    ///
    /// @param why such as "no table was read for 310P"
    /// @param registered whether torch_npu of that release registers the operator for NPUs all the same, on some generation and with some limits
    record Unread(String why, boolean registered) implements Verdict {
        public Unread(String why) {
            this(why, false);
        }
    }
}
