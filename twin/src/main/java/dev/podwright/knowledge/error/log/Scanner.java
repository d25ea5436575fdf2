package dev.podwright.knowledge.error.log;

import dev.podwright.knowledge.error.ErrorCodes;
import dev.podwright.knowledge.error.Role;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads the lines of one log into a tally.
final class Scanner {
    private static final Trigger TRIGGER = new Trigger();
    private static final Pattern OPERATOR = Pattern.compile("operator '([^']{1,200})'");
    /// `Entry-HcclCommInitRootInfoInner:ranks[4], rank[2]`: HCCL's plog names size and rank of a communicator (hiascend.com hcclug_000059).
    private static final Pattern COMMUNICATOR = Pattern.compile("Entry-Hccl\\w*:ranks\\[(\\d{1,7})\\], ?rank\\[(\\d{1,7})\\]");
    /// The watchdog names the collective in which a rank is stuck: `WorkHCCL(SeqNum=196, OpType=ALLREDUCE`.
    private static final Pattern COLLECTIVE = Pattern.compile("SeqNum=(\\d{1,15}), OpType=(\\w{1,40})");
    /// torchrun: `Signal 9 (SIGKILL) received by PID 208585`.
    private static final Pattern SIGNAL = Pattern.compile("Signal \\d{1,2} \\((SIG[A-Z0-9]+)\\) received by PID (\\d+)");
    private static final List<String> CHAINS = List.of("The above exception was the direct cause of", "During handling of the above exception, another exception");
    /// Exceptions that say that something else ended the program.
    private static final Set<String> ENDS = Set.of("KeyboardInterrupt", "SystemExit", "BrokenPipeError", "ConnectionResetError", "EOFError");
    private static final Set<String> PASSES_ON = Set.of("ChildFailedError", "EngineDeadError", "ProcessRaisedException", "ProcessExitedException", "RayTaskError");
    private static final String ELSEWHERE = "root cause above";
    private static final String FALLBACK = "CPU-FALLBACK";
    private static final String PYTHON = "PYTHON";
    private static final String TORCH = "ERR";
    /// torch_npu adds it to exceptions that are not its own.
    private static final String APPLICATION = "ERR99999";
    private static final String PLOG_ERROR = "PLOG-ERROR";
    /// Streams are told apart by how their lines begin; a log has as many as processes.
    private static final int MOST_STREAMS = 1 << 14;
    /// Lines of others after which nothing more is expected of a process that was in the middle of a message.
    private static final int PATIENCE = 500;
    /// The mark of a rank or the head of a line of the plog ends before.
    private static final int LONGEST_MARK = 32;

    private final ErrorCodes codes;
    private final Hits hits;
    private final Tally tally;
    private final String file;
    private final String folder;
    private final Map<String, Stream> streams = new LinkedHashMap<>();
    private int busy;
    private int quiet;

    /// @param folder of the log, for process ids, which several hosts may share
    Scanner(ErrorCodes codes, Hits hits, Tally tally, String file, String folder) {
        this.codes = codes;
        this.hits = hits;
        this.tally = tally;
        this.file = file;
        this.folder = folder;
    }

    void line(byte[] bytes, int length, long number) {
        boolean pulled = TRIGGER.pulls(bytes, length);
        quiet = pulled ? 0 : quiet + 1;
        if (busy > 0 && quiet > PATIENCE) {
            rest();
        }
        if (busy == 0 && (!pulled || talk(bytes, length))) {
            heard(bytes, length);
            return;
        }
        Head head = Head.of(new String(bytes, 0, length, StandardCharsets.UTF_8), file, folder);
        boolean known = streams.size() < MOST_STREAMS || streams.containsKey(head.stream());
        Stream stream = streams.computeIfAbsent(known ? head.stream() : "", s -> stream());
        int before = stream.busy() ? 1 : 0;
        read(head, stream, number);
        busy += (stream.busy() ? 1 : 0) - before;
    }

    /// Who speaks in a line that says nothing of errors.
    private void heard(byte[] bytes, int length) {
        if (length > 0 && bytes[0] == '[') {
            Head.rankAt(new String(bytes, 0, Math.min(length, LONGEST_MARK), StandardCharsets.ISO_8859_1)).ifPresent(tally::heard);
        }
    }

    /// Whether a line is talk of the plog: of a level that reports no errors, and no entry into a communicator. Such logs have gigabytes of it.
    private boolean talk(byte[] bytes, int length) {
        String begin = new String(bytes, 0, Math.min(length, LONGEST_MARK), StandardCharsets.ISO_8859_1);
        boolean talk = (begin.startsWith("[INFO] ") || begin.startsWith("[DEBUG] ")) && begin.indexOf('(') > 0
                && !new String(bytes, 0, length, StandardCharsets.ISO_8859_1).contains("Entry-Hccl");
        if (talk) {
            tally.plog();
        }
        return talk;
    }

    /// Ends what was awaited of processes that have fallen silent.
    private void rest() {
        streams.values().forEach(Stream::end);
        busy = 0;
    }

    void end() {
        streams.values().forEach(Stream::end);
    }

    private Stream stream() {
        return new Stream(tally, Speaker.of(file));
    }

    private void read(Head head, Stream stream, long number) {
        String rest = head.rest();
        Optional<LocalDateTime> time = LogTime.find(rest, stream.year()).or(() -> LogTime.find(head.stamp(), OptionalInt.empty()));
        stream.explain(rest);
        boolean quiet = head.level().equals("INFO") || head.level().equals("DEBUG");
        List<Hits.Hit> found = quiet ? List.of() : hits.in(head);
        if (found.stream().anyMatch(hit -> hit.code().code().startsWith(TORCH) && hit.code().role() == Role.WRAPPER && !hit.code().code().equals(APPLICATION))) {
            stream.passOn();
        }
        stream.head(head, time);
        if (!head.level().isEmpty()) {
            tally.plog();
        }
        communicator(rest, stream);
        collective(rest, stream);
        boolean sure = head.named() && time.isPresent();
        for (Hits.Hit hit : found) {
            record(hit, stream, number, time, sure, rest);
        }
        if (found.isEmpty() && head.level().equals("ERROR")) {
            occurrence(PLOG_ERROR, head.module(), Role.INNER, stream, number, time, Hits.cut(rest), "", sure);
        }
        Pointer.in(rest).forEach(tally::point);
        signal(rest, stream, number, time);
        launcher(rest, stream, number);
        python(rest, stream, number, !found.isEmpty());
    }

    private void record(Hits.Hit hit, Stream stream, long number, Optional<LocalDateTime> time, boolean sure, String rest) {
        if (hit.code().code().equals(FALLBACK)) {
            Matcher operator = OPERATOR.matcher(rest);
            tally.fallback(operator.find() ? operator.group(1) : "an operator that is not named");
        }
        occurrence(hit.code().code(), "", hit.code().role(), stream, number, time, Details.bare(hit.text()), "", sure);
    }

    private void occurrence(String code, String kind, Role role, Stream stream, long number, Optional<LocalDateTime> time, String text, String detail, boolean sure) {
        Speaker by = sure ? stream.speaker() : Speaker.of(file);
        stream.found(new Occurrence(code, kind, role, by, file, number, time, text, detail), sure);
    }

    private void communicator(String rest, Stream stream) {
        Matcher entry = COMMUNICATOR.matcher(rest);
        if (rest.contains("Entry-Hccl") && entry.find()) {
            tally.communicator(stream.speaker(), Integer.parseInt(entry.group(1)), Integer.parseInt(entry.group(2)));
        }
    }

    private void collective(String rest, Stream stream) {
        Matcher work = COLLECTIVE.matcher(rest);
        if (rest.contains("SeqNum=") && work.find() && stream.speaker().rank().isPresent()) {
            tally.stuck(stream.speaker().rank().getAsInt(), new Collective(Long.parseLong(work.group(1)), work.group(2)));
        }
    }

    private void launcher(String rest, Stream stream, long number) {
        RootCause root = stream.root();
        if (root == null) {
            if (rest.contains(RootCause.BEGIN)) {
                stream.root(new RootCause(number));
            }
            return;
        }
        if (!root.take(rest)) {
            return;
        }
        stream.root(null);
        Speaker speaker = new Speaker(root.rank(), OptionalInt.empty(), root.pid(), "", folder);
        tally.process(speaker);
        tally.add(new Occurrence("TORCHRUN", "", Role.AFTERMATH, speaker, file, root.begin(), root.time(), root.words(), ""));
        root.exit().stream().filter(exit -> exit < 0).boxed().findFirst().flatMap(exit -> codes.find("exit " + exit))
                .ifPresent(signal -> tally.add(new Occurrence(signal.code(), "", signal.role(), speaker, file, root.begin(), root.time(), root.words(), "")));
    }

    private void signal(String rest, Stream stream, long number, Optional<LocalDateTime> time) {
        Matcher signal = SIGNAL.matcher(rest);
        if (stream.root() == null && rest.contains("received by PID") && signal.find()) {
            Speaker speaker = new Speaker(OptionalInt.empty(), OptionalInt.empty(), signal.group(2), "", folder);
            codes.find(signal.group(1)).ifPresent(code -> tally.add(new Occurrence(code.code(), "", code.role(), speaker, file, number, time.or(stream::time), Hits.cut(rest), "")));
        }
    }

    private void python(String rest, Stream stream, long number, boolean coded) {
        if (CHAINS.stream().anyMatch(rest::contains)) {
            stream.chain();
        }
        if (rest.contains(PythonTrace.BEGIN)) {
            stream.trace(new PythonTrace(number, stream.chained()));
            return;
        }
        PythonTrace trace = stream.trace();
        if (trace == null) {
            return;
        }
        Optional<PythonTrace.End> end = trace.take(rest);
        if (end.isPresent() || trace.lost()) {
            stream.trace(null);
        }
        end.ifPresent(e -> {
            boolean passed = coded || trace.chained() || PASSES_ON.contains(e.type()) || e.message().contains(ELSEWHERE);
            Role role = ENDS.contains(e.type()) ? Role.AFTERMATH : passed ? Role.WRAPPER : Role.CAUSE;
            String text = e.message().isEmpty() ? e.type() : "%s: %s".formatted(e.type(), e.message());
            occurrence(PYTHON, e.type(), role, stream, trace.begin(), Optional.empty(), Hits.cut(text), e.where(), false);
        });
    }
}
