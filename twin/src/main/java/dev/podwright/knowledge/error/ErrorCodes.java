package dev.podwright.knowledge.error;

import dev.podwright.document.Document;
import dev.podwright.document.InputException;
import dev.podwright.document.Nearest;
import dev.podwright.document.Node;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Stream;

/// All codes that are known, and what families the others belong to.
public final class ErrorCodes {
    /// Asked about most, by CANN's own list and public reports.
    private static final List<String> MOST_ASKED = List.of("EZ9999", "EZ1001", "EI0002", "EI0006", "EI0005", "EI0015", "EJ0001", "EL0004", "107002", "207001", "207018", "507010", "507011", "507014",
            "507015", "507018", "507035", "507048", "507054", "507057", "561003", "ERR00100", "ERR01007", "ERR02200", "HCCL 9", "NPU-OOM");
    private static final String FORMS = "Codes look like EI0006, 507015, 0x7bc87, ERR01007, HCCL 9, SIGKILL or ACL_ERROR_RT_AICORE_EXCEPTION.";
    private static final int MOST_NAMED = 8;

    private final Registry registry;
    private final Advice advice;
    private final ReturnCodes.Found others;
    private final SequencedMap<String, Entry> entries;
    private final Families families;

    private ErrorCodes(Registry registry, Advice advice, ReturnCodes.Found others) {
        this.registry = registry;
        this.advice = advice;
        this.others = others;
        entries = new LinkedHashMap<>(registry.entries());
        // A newer export of the registry wins over what stands beside it.
        others.entries().forEach(entries::putIfAbsent);
        families = new Families(registry, entries);
    }

    /// What ships with the product.
    public static ErrorCodes bundled() {
        return of(Document.resource(ErrorCodes.class, "cann_errors.json"));
    }

    /// The lists of a newer export in place of those that ship; advice and return codes stay.
    ///
    /// @throws InputException if the document is none
    public static ErrorCodes of(Node document) {
        return new ErrorCodes(RegistryReader.read(document), Advice.read(), ReturnCodes.read());
    }

    /// Whether a document is an export of error codes.
    public static boolean recognises(Node document) {
        return RegistryReader.recognises(document);
    }

    /// What `code` means; a code that is not listed is told from its family. Case, brackets and words around it are forgiven; symbolic names and
    /// messages without a code (`NPU out of memory`) do as well.
    ///
    /// @throws InputException if it has the form of no code, with the nearest
    public ErrorCode explain(String code) {
        return find(code).orElseThrow(() -> unknown(code));
    }

    /// The same, empty if `code` has the form of none.
    public Optional<ErrorCode> find(String code) {
        Optional<CodeText.Form> form = CodeText.form(code);
        if (form.isPresent()) {
            return Optional.of(explain(form.get()));
        }
        String name = CodeText.clean(code);
        List<Entry> named = name.isEmpty() ? List.of() : entries.values().stream().filter(e -> e.name().toUpperCase(Locale.ROOT).equals(name) || e.code().toUpperCase(Locale.ROOT).equals(name)).toList();
        if (named.size() > 1) {
            throw new InputException("%s is the name of %d codes.".formatted(code, named.size()), "Ask for one of them: %s.".formatted(
                    String.join(", ", named.stream().limit(MOST_NAMED).map(Entry::code).toList()) + (named.size() > MOST_NAMED ? " and others" : "")));
        }
        return named.stream().findFirst().map(e -> complete(e, List.of(), true)).or(() -> symptom(code));
    }

    private Optional<ErrorCode> symptom(String message) {
        String text = message.toLowerCase(Locale.ROOT);
        return others.symptoms().stream().filter(s -> s.says().stream().anyMatch(says -> text.contains(says.toLowerCase(Locale.ROOT)))).findFirst()
                .map(s -> complete(entries.get(s.code()), List.of(), true));
    }

    private ErrorCode explain(CodeText.Form form) {
        String code = switch (form) {
            case CodeText.Form.Cann cann -> cann.code();
            case CodeText.Form.Torch torch -> torch.code();
            case CodeText.Form.Number number -> Integer.toString(number.number());
            case CodeText.Form.Hccl hccl -> "HCCL " + hccl.number();
            case CodeText.Form.Signal signal -> others.entries().values().stream().filter(e -> e.name().equals("signal " + signal.number())).findFirst().map(Entry::code).orElse("");
            case CodeText.Form.Inner inner -> "";
        };
        Entry listed = entries.get(code);
        if (listed != null) {
            return complete(listed, List.of(), true);
        }
        Families.Told told = families.tell(form);
        // The scheme of torch_npu is the list of its codes.
        boolean composed = form instanceof CodeText.Form.Torch torch && registry.torch().modules().containsKey(torch.module()) && registry.torch().types().containsKey(torch.type());
        return complete(told.entry(), told.nearest(), composed);
    }

    private ErrorCode complete(Entry entry, List<String> nearest, boolean known) {
        Optional<Advice.Words> own = Optional.ofNullable(advice.codes().get(entry.code())).or(() -> Optional.ofNullable(others.advice().get(entry.code())));
        Optional<Advice.Words> general = Optional.ofNullable(advice.categories().get(entry.category()));
        List<String> causes = own.map(Advice.Words::causes).or(() -> general.map(Advice.Words::causes)).orElse(List.of());
        List<String> remedies = own.map(Advice.Words::remedies).filter(r -> !r.isEmpty()).or(() -> general.map(Advice.Words::remedies)).orElseGet(() -> action(entry));
        Role role = own.flatMap(Advice.Words::role).or(entry::role).orElseGet(() -> role(entry));
        String source = own.map(Advice.Words::source).filter(s -> !s.isEmpty() && !s.equals(entry.source())).map(s -> "%s; causes and remedies: %s".formatted(entry.source(), s)).orElse(entry.source());
        return new ErrorCode(entry.code(), entry.origin(), entry.name(), entry.meaning(), entry.category(), role, causes, remedies, own.map(Advice.Words::related).orElse(nearest), known, source);
    }

    /// A category that a newer export brings has its action there.
    private List<String> action(Entry entry) {
        return Optional.ofNullable(registry.actions().get(entry.category())).map(a -> List.of(Character.toUpperCase(a.charAt(0)) + a.substring(1) + ".")).orElse(
                List.of("Read the text after the code in the log.", "Look it up in the list of a newer CANN release, or bring a newer export (docs/errors.md)."));
    }

    private static Role role(Entry entry) {
        if (entry.code().endsWith("9999")) {
            return Role.INNER;
        }
        return entry.category().equals("timeout") ? Role.WAITING : Role.CAUSE;
    }

    private InputException unknown(String code) {
        List<String> names = Stream.concat(entries.keySet().stream(), entries.values().stream().map(Entry::name).filter(n -> !n.isEmpty())).toList();
        String maybe = Nearest.maybe(CodeText.clean(code), names);
        return new InputException("%s has the form of no error code.".formatted(code.isBlank() ? "An empty text" : "'" + code + "'"), maybe.isEmpty() ? FORMS : maybe + " " + FORMS);
    }

    /// All codes that are listed, in the order of the lists.
    public List<String> listed() {
        return List.copyOf(entries.keySet());
    }

    /// Those asked about most.
    public List<String> mostAsked() {
        return MOST_ASKED;
    }

    /// Families of which a list was read; torch_npu's is a scheme.
    public List<Family> families() {
        List<Family> all = new ArrayList<>(families.all());
        int composed = registry.torch().modules().size() * registry.torch().types().size();
        all.add(new Family("ERRmmttt", "torch_npu: module mm and type ttt", composed, "ERR01007"));
        return List.copyOf(all);
    }

    /// Messages without a code that logs are searched for.
    public List<Symptom> symptoms() {
        return others.symptoms();
    }

    /// What was read: each list with its size, source and date.
    public List<String> sources() {
        List<String> sources = new ArrayList<>(registry.origins());
        sources.addAll(others.origins());
        sources.add(advice.origin());
        return List.copyOf(sources);
    }

    /// Whether CANN has a module with these first two letters, so that a word such as `EX1234` in a log is told from a code.
    public boolean hasModule(String prefix) {
        return registry.modules().containsKey(prefix) || prefix.equals("E1");
    }

    /// What does not hold together in the data, in full sentences; empty when all is well.
    public List<String> check() {
        List<String> wrong = new ArrayList<>();
        registry.entries().values().stream().filter(e -> !registry.actions().containsKey(e.category()))
                .forEach(e -> wrong.add("Error code %s: its category %s has no action.".formatted(e.code(), e.category())));
        registry.actions().keySet().stream().filter(c -> !advice.categories().containsKey(c)).forEach(c -> wrong.add("Error codes: there is no advice on the category %s.".formatted(c)));
        Map<String, Advice.Words> all = new LinkedHashMap<>(advice.codes());
        all.putAll(others.advice());
        all.forEach((code, words) -> {
            if (!entries.containsKey(code) && !code.startsWith("ERR")) {
                wrong.add("Error code %s: there is advice on it, but no list has it.".formatted(code));
            }
            words.related().stream().filter(r -> !known(r)).forEach(r -> wrong.add("Error code %s: its related code %s is in no list.".formatted(code, r)));
        });
        MOST_ASKED.stream().filter(c -> !known(c)).forEach(c -> wrong.add("Error code %s is asked about often and in no list.".formatted(c)));
        return List.copyOf(wrong);
    }

    /// Inner errors (9999) of listed modules and composed codes of torch_npu count as known.
    private boolean known(String code) {
        return entries.containsKey(code) || code.endsWith("9999") && hasModule(code.substring(0, 2)) || CodeText.form(code).map(this::explain).map(ErrorCode::known).orElse(false);
    }
}
