package dev.podwright.knowledge.error.log;

import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A line split into what names its speaker and the rest.
///
/// @param stream what lines of one process begin with; empty where nothing marks them
/// @param speaker as far as this line names it
/// @param named whether the line itself names a process
/// @param level of a line of a plog, such as `ERROR`; empty for others
/// @param module of a line of a plog, such as `HCCL`; empty for others
/// @param rest of the line
record Head(String stream, Speaker speaker, boolean named, String level, String module, String rest) {
    /// `[rank3]:` of PyTorch, `[default3]:` of torchrun --tee, `[1,3]<stderr>:` of mpirun.
    private static final Pattern RANKED = Pattern.compile("^\\[(?:rank(\\d{1,6})|default\\d+|\\d+,(\\d{1,6}))\\](?:<std(?:out|err)>)?: ?");
    /// `(Worker_DP0_TP0_EP0 pid=60571)` and `(VllmWorker rank=0 pid=7225)` of vLLM, `(WorkerDict pid=904548, ip=10.0.0.1)` of Ray.
    private static final Pattern WORKER = Pattern.compile("^\\(([A-Za-z_]\\w*)(?: rank=(\\d+))? pid=(\\d+)(?:, ip=[\\d.]+)?\\) ?");
    /// `ERROR 12-04 14:46:08 [multiproc_executor.py:597] ` of vLLM, which repeats tracebacks line by line.
    private static final Pattern VLLM = Pattern.compile("^(?:DEBUG|INFO|WARNING|ERROR|CRITICAL) \\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d \\[[\\w./]+:\\d+\\] ?");
    /// `[ERROR] HCCL(2717288,python3):2025-07-23-03:47:57.070.463 ` of a plog (hiascend.com CANN 8.0.0 logreference_0001).
    private static final Pattern PLOG = Pattern.compile("^\\[(DEBUG|INFO|WARNING|ERROR|EVENT|TRACE)\\] ?([A-Z][A-Z0-9_]*)\\((\\d+|-1),([^)]{0,64})\\):");
    /// `(PID:1292363, Device:1, RankID:1)` of torch_npu; -1 where it knows none.
    private static final Pattern TORCH = Pattern.compile("\\(PID:(\\d+), Device:(-?\\d+), RankID:(-?\\d+)\\)");
    /// `[PID: 1292363]` of CANN.
    private static final Pattern CANN = Pattern.compile("\\[PID: ?(\\d+)\\]");
    /// `[Rank 5] HCCL watchdog` of ProcessGroupHCCL and ProcessGroupNCCL.
    private static final Pattern WATCHDOG = Pattern.compile("\\[Rank (\\d+)\\]");
    private static final Pattern COLOUR = Pattern.compile("\\u001b\\[[0-9;]*[A-Za-z]");

    static Head of(String line, String file, String folder) {
        String rest = line.indexOf('\u001b') >= 0 ? COLOUR.matcher(line).replaceAll("") : line;
        StringBuilder stream = new StringBuilder();
        OptionalInt rank = OptionalInt.empty();
        OptionalInt device = OptionalInt.empty();
        String pid = "";
        String name = "";
        boolean named = false;
        // A worker of a server that is a worker itself: the innermost one speaks.
        for (Matcher worker = WORKER.matcher(rest); worker.find(); worker = WORKER.matcher(rest)) {
            name = worker.group(1);
            pid = worker.group(3);
            stream.append(worker.group());
            rest = rest.substring(worker.end());
            named = true;
        }
        Matcher ranked = RANKED.matcher(rest);
        if (ranked.find()) {
            rank = ranked.group(1) != null ? number(ranked.group(1)) : ranked.group(2) != null ? number(ranked.group(2)) : rank;
            stream.append(ranked.group());
            rest = rest.substring(ranked.end());
        }
        Matcher vllm = VLLM.matcher(rest);
        if (vllm.find()) {
            rest = rest.substring(vllm.end());
        }
        String level = "";
        String module = "";
        Matcher plog = PLOG.matcher(rest);
        if (plog.find()) {
            level = plog.group(1);
            module = plog.group(2);
            pid = plog.group(3).equals("-1") ? pid : plog.group(3);
            named = true;
        } else {
            Matcher torch = TORCH.matcher(rest);
            Matcher cann = CANN.matcher(rest);
            if (rest.contains("(PID:") && torch.find()) {
                pid = torch.group(1);
                device = number(torch.group(2));
                rank = number(torch.group(3)).isPresent() ? number(torch.group(3)) : rank;
                named = true;
            } else if (rest.contains("[PID:") && cann.find()) {
                pid = cann.group(1);
                named = true;
            }
        }
        Matcher watchdog = WATCHDOG.matcher(rest);
        if (rank.isEmpty() && rest.contains("[Rank ") && watchdog.find()) {
            rank = number(watchdog.group(1));
        }
        return new Head(stream.toString(), new Speaker(rank, device, pid, name, pid.isEmpty() ? file : folder), named, level, module, rest);
    }

    /// The rank that a line begins with, for lines that need no more.
    static OptionalInt rankAt(String line) {
        Matcher ranked = RANKED.matcher(line);
        return ranked.find() && ranked.group(1) != null ? number(ranked.group(1)) : OptionalInt.empty();
    }

    private static OptionalInt number(String text) {
        return text.startsWith("-") || text.length() > 6 ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(text));
    }
}
