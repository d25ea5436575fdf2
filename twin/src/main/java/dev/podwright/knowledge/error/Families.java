package dev.podwright.knowledge.error;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;

/// Tells codes that no list has from those that one has: by module, by range of numbers, by the scheme of torch_npu.
final class Families {
    /// Codes of CANN that end so are inner errors without a finer code (list of CANN codes).
    private static final String INNER = "9999";
    /// Digits of a number that name its range: 507 of 507015.
    private static final int RANGE = 1000;
    private static final int NEAREST = 3;
    /// Graph engine and model conversion: such codes appear in logs and documents, the list that was read has none.
    private static final String GRAPH = "E1";
    private static final String GRAPH_ORIGIN = "GE: graph engine and model conversion";
    private static final String GRAPH_SOURCE = "Ascend/pytorch@1903d52137:docs/zh/troubleshooting/command_output.md (E10035 of the model converter)";
    /// The runtime writes `InnerCode=0x715006b` beside `ErrCode=507048` (vllm-project/vllm-ascend issue 7651): numbers of its own.
    private static final String INNER_SOURCE = "vllm-project/vllm-ascend issue 7651 (InnerCode beside ErrCode)";

    private final Registry registry;
    private final Map<String, Entry> entries;

    Families(Registry registry, Map<String, Entry> entries) {
        this.registry = registry;
        this.entries = entries;
    }

    /// What is told, and the nearest codes that are listed.
    record Told(Entry entry, List<String> nearest) {}

    Told tell(CodeText.Form form) {
        return switch (form) {
            case CodeText.Form.Cann cann -> cann(cann);
            case CodeText.Form.Torch torch -> torch(torch);
            case CodeText.Form.Number number -> number(number.number());
            case CodeText.Form.Inner inner -> new Told(new Entry("0x%x".formatted(inner.number()), "CANN runtime or driver: number of its own", "",
                    "a number from inside of the runtime or driver; the code of six digits (ErrCode, runtime result) beside it is the one that is documented", "internal", Optional.of(Role.INNER),
                    INNER_SOURCE), List.of());
            case CodeText.Form.Hccl hccl -> new Told(new Entry("HCCL " + hccl.number(), "HCCL: result of a call", "", "not in the list that was read", "internal", Optional.empty(),
                    "list of HCCL results"), nearest("HCCL ", hccl.number(), Families::trailing));
            case CodeText.Form.Signal signal -> new Told(new Entry("signal " + signal.number(), "operating system: signal that ended a process", "", "ended by signal %d; see signal(7)".formatted(signal.number()),
                    "execution", Optional.empty(), "signal(7) of Linux"), List.of());
        };
    }

    private Told cann(CodeText.Form.Cann form) {
        Registry.Module module = registry.modules().get(form.prefix());
        boolean graph = form.prefix().equals(GRAPH);
        boolean inner = form.code().endsWith(INNER);
        String origin = module != null ? module.words() : graph ? GRAPH_ORIGIN : "CANN, module %s, which no list that was read names".formatted(form.prefix());
        String meaning = inner ? "inner error of %s without a finer code: the lines after it say what failed".formatted(module != null ? module.name() : graph ? "GE" : "that module")
                : "not in the list that was read: a newer CANN release may have added it";
        Optional<Role> role = inner ? Optional.of(Role.INNER) : form.code().startsWith("W") ? Optional.of(Role.WARNING) : Optional.empty();
        String source = inner ? "scheme of CANN codes" + (graph ? "; " + GRAPH_SOURCE : "") : graph ? GRAPH_SOURCE : "list of modules of CANN";
        return new Told(new Entry(form.code(), origin, "", meaning, inner ? "internal" : "not listed", role, source), nearest(form.prefix(), form.number(), e -> trailing(e.substring(2))));
    }

    private Told torch(CodeText.Form.Torch form) {
        Registry.TorchScheme scheme = registry.torch();
        String module = scheme.modules().get(form.module());
        String type = scheme.types().get(form.type());
        String meaning = Optional.ofNullable(scheme.examples().get(form.code())).orElseGet(() ->
                type == null ? "a type of error (%s) that the scheme that was read does not name".formatted(form.type()) : type);
        String origin = "torch_npu: " + (module == null ? "module %s, which the scheme that was read does not name".formatted(form.module()) : module);
        return new Told(new Entry(form.code(), origin, "", meaning, TorchTypes.category(form.type()), TorchTypes.role(form.type()), scheme.source()), List.of());
    }

    private Told number(int number) {
        String range = Integer.toString(number / RANGE);
        List<Entry> siblings = entries.values().stream().filter(e -> e.code().length() == 6 && e.code().startsWith(range)).toList();
        if (siblings.isEmpty()) {
            return new Told(new Entry(Integer.toString(number), "no range of numbers that was read", "", "not in the lists that were read, and no code of %sxxx is".formatted(range), "not listed",
                    Optional.empty(), "lists of runtime, ACL and aclnn codes"), nearest("", number, Families::trailing));
        }
        Map.Entry<String, Long> most = siblings.stream().collect(Collectors.groupingBy(Entry::category, LinkedHashMap::new, Collectors.counting())).entrySet().stream()
                .max(Map.Entry.comparingByValue()).orElseThrow();
        String meaning = "not in the lists that were read; of the %d codes of %sxxx that are, %d are of the category %s".formatted(siblings.size(), range, most.getValue(), most.getKey());
        return new Told(new Entry(Integer.toString(number), siblings.getFirst().origin(), "", meaning, "not listed", Optional.empty(), siblings.getFirst().source()), nearest(range, number, Families::trailing));
    }

    private List<String> nearest(String prefix, int number, ToIntFunction<String> numberOf) {
        Function<String, Integer> distance = code -> Math.abs(numberOf.applyAsInt(code) - number);
        return entries.keySet().stream().filter(code -> code.startsWith(prefix) && numberOf.applyAsInt(code) >= 0)
                .sorted(Comparator.comparing(distance).thenComparing(Comparator.naturalOrder())).limit(NEAREST).toList();
    }

    /// The digits at the end of a code, -1 where there are none or too many.
    private static int trailing(String code) {
        String digits = code.replaceFirst("^.*?([0-9]*)$", "$1");
        return digits.isEmpty() || digits.length() > 6 ? -1 : Integer.parseInt(digits);
    }

    /// All families of which a list was read.
    List<Family> all() {
        Map<String, List<Entry>> byPattern = entries.values().stream().filter(e -> !pattern(e.code()).isEmpty())
                .collect(Collectors.groupingBy(e -> pattern(e.code()), LinkedHashMap::new, Collectors.toList()));
        return byPattern.entrySet().stream().map(f -> new Family(f.getKey(), f.getValue().getFirst().origin(), f.getValue().size(), f.getValue().getFirst().code()))
                .sorted(Comparator.comparing((Family f) -> Character.isDigit(f.pattern().charAt(0)) || f.pattern().contains(" ")).thenComparing(Family::pattern)).toList();
    }

    private static String pattern(String code) {
        return switch (CodeText.form(code).orElse(null)) {
            case CodeText.Form.Cann cann -> cann.prefix() + "xxxx";
            case CodeText.Form.Number number -> number.number() / RANGE + "xxx";
            case CodeText.Form.Hccl hccl -> "HCCL n";
            case null, default -> "";
        };
    }
}
