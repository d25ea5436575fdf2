package dev.podwright.knowledge.error.log;

import dev.podwright.knowledge.error.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Says what would help and is not in the logs.
final class Gaps {
    private static final Set<String> ASYNCHRONOUS = Set.of("507014", "507015", "507017", "507018", "507034", "507035", "507011", "CORE-EXCEPTION");
    private static final String PLOG_FILE = "plog-";

    private final Evidence evidence;
    private final Optional<Suspect> suspect;
    private final boolean plog;
    private final List<LogFile> files;

    Gaps(Evidence evidence, Optional<Suspect> suspect, boolean plog, List<LogFile> files) {
        this.evidence = evidence;
        this.suspect = suspect;
        this.plog = plog || files.stream().anyMatch(f -> f.name().contains(PLOG_FILE));
        this.files = files;
    }

    List<String> words() {
        List<String> missing = new ArrayList<>();
        if (suspect.isEmpty()) {
            return missing;
        }
        if (!evidence.absent().isEmpty()) {
            missing.add("Logs of %s: the job has %,d.".formatted(Ranks.words(evidence.absent()), evidence.world()));
        } else if (!evidence.of(Role.WAITING).isEmpty() && evidence.world() == 0 && evidence.ranks().size() < 2) {
            missing.add("Logs of the other ranks: a rank that waited does not know why. Give them together, or the folder that holds them.");
        }
        if (!plog && below() && nvidia() < evidence.firsts().size()) {
            missing.add("CANN's own log: give the folder $HOME/ascend/log of each host, or what ASCEND_PROCESS_LOG_PATH names; it says what failed below torch_npu.");
        }
        suspect.get().occurrence().filter(o -> ASYNCHRONOUS.contains(o.code())).ifPresent(o -> missing.add(
                "The operator: kernels run after the call returns, so a Python traceback points elsewhere. Run once with ASCEND_LAUNCH_BLOCKING=1, or find `fault kernel_name` in the plog."));
        suspect.get().occurrence().filter(o -> o.role() == Role.INNER || o.role() == Role.WRAPPER).ifPresent(o -> missing.add(
                "What came before it in that process: run with ASCEND_GLOBAL_LOG_LEVEL=1 (INFO; the default is 3, ERROR) and give the plog."));
        if (evidence.firsts().stream().noneMatch(o -> o.time().isPresent()) && evidence.firsts().stream().map(o -> o.speaker().key()).distinct().count() > 1) {
            missing.add("Times: no line of an error carries one, so the order is that of the logs.");
        }
        files.stream().filter(f -> f.read() && !f.note().isEmpty()).forEach(f -> missing.add("The rest of %s: %s.".formatted(f.name(), f.note())));
        return missing;
    }

    /// Whether the cause may stand below what these logs show.
    private boolean below() {
        return suspect.flatMap(Suspect::occurrence).map(o -> o.role() != Role.CAUSE || ASYNCHRONOUS.contains(o.code()) || o.code().startsWith("HCCL")).orElse(true);
    }

    /// Errors of NVIDIA's software, for which CANN has no log.
    private long nvidia() {
        return evidence.firsts().stream().filter(o -> o.code().startsWith("CUDA") || o.code().startsWith("NCCL")).count();
    }
}
