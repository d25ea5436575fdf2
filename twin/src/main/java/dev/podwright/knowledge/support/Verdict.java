package dev.podwright.knowledge.support;

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
    /// @param how the limit in short
    record Restricted(String how) implements Verdict {}

    /// Does not run, or nobody has verified it (the tables for 950DT do not tell these apart).
    record Unsupported() implements Verdict {
        /// What happens then, a part of a sentence.
        public String consequence() {
            return WITHOUT_KERNEL;
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
