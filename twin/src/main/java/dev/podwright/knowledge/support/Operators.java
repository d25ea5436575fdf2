package dev.podwright.knowledge.support;

import dev.podwright.knowledge.support.OperatorSupport.Replacement;
import dev.podwright.knowledge.support.Origins.Origin;
import dev.podwright.knowledge.support.Substitutes.OperatorEntry;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What becomes of framework operators on Ascend.
///
/// A name is looked for among the entries of [Substitutes] first. Else, an operator of PyTorch is judged by the interface of torch_npu's tables
/// that has its name, or its name without what marks it as in place, internal or backward ([OperatorName#interfaces]); the tables have no rows of
/// their own for those. Where they name no such interface, what PyTorch and torch_npu register tells ([Origins]). Everything else is unknown, and says so.
public final class Operators {
    private static final String ATEN = "aten";
    private static final String OWN = "npu";
    private static final String OPTIMIZERS = "torch.optim.";
    private static final String OWN_PACKAGE = "torch_npu.";

    private final Support support;
    private final Substitutes substitutes;
    private final Origins origins;
    private final Map<String, String> squeezed;

    Operators(Support support, Substitutes substitutes, Origins origins) {
        this.support = support;
        this.substitutes = substitutes;
        this.origins = origins;
        this.squeezed = squeezed(origins);
    }

    public static Operators of(Support support, Substitutes substitutes) {
        return new Operators(support, substitutes, Origins.bundled());
    }

    /// `SoftmaxBackward0` belongs to `softmax` rather than `_softmax`, `ReshapeAliasBackward0` to `_reshape_alias`.
    private static Map<String, String> squeezed(Origins origins) {
        Map<String, String> names = new HashMap<>();
        for (String name : origins.names()) {
            names.merge(OperatorName.squeezed(name), name, (a, b) -> a.length() <= b.length() ? a : b);
        }
        return names;
    }

    /// How many operators of PyTorch were read.
    public int registered() {
        return origins.rows();
    }

    /// How many operators of torch_npu's own were read.
    public int own() {
        return origins.ownRows();
    }

    /// Whether torch_npu of any release that was read has an operator `npu::name`.
    boolean owns(String name) {
        return origins.owns(name);
    }

    /// What becomes of the operator `name` (`aten::_softmax`).
    ///
    /// @throws dev.podwright.document.InputException for a release whose table was not read
    public OperatorSupport of(String asked, String release, Generation generation) {
        String read = support.release(release);
        OperatorName name = OperatorName.of(asked);
        Optional<OperatorEntry> named = entry(name.plain());
        if (named.isPresent()) {
            return of(asked, name.base(), named.get(), "", read, generation);
        }
        if (!name.optimizer().isEmpty()) {
            String api = OPTIMIZERS + name.optimizer();
            return support.names(api) ? judged(asked, api, Optional.empty(), "PyTorch: the optimiser's range", read, generation)
                    : unknown(asked, "an optimiser that the tables do not name: what it launches has names of its own", false);
        }
        if (name.node()) {
            return Optional.ofNullable(squeezed.get(OperatorName.squeezed(name.base()))).map(base -> ofNode(asked, base, read, generation))
                    .orElseGet(() -> unknown(asked, "an autograd function that is not PyTorch's own: what it calls has names of its own", false));
        }
        boolean bare = name.namespace().isEmpty() && origins.knows(name.base());
        if (name.namespace().equals(ATEN) || bare) {
            return ofAten(asked, name.base(), "", read, generation);
        }
        if (name.namespace().equals(OWN)) {
            return own(asked, name.base(), read, generation);
        }
        return name.namespace().isEmpty()
                ? unknown(asked, "no operator of PyTorch and of no library that was read; most likely a range that the program marks itself", false)
                : unknown(asked, "no source that was read names operators of " + name.namespace() + ": somebody's own, which has to be ported", true);
    }

    private Optional<OperatorEntry> entry(String plain) {
        return substitutes.operators().stream().filter(entry -> entry.matches(plain)).findFirst();
    }

    private OperatorSupport ofNode(String asked, String base, String release, Generation generation) {
        String prefix = "autograd's node of " + ATEN + "::" + base + ": ";
        return entry(ATEN + "::" + base).map(entry -> of(asked, base, entry, prefix, release, generation))
                .orElseGet(() -> ofAten(asked, base, prefix, release, generation));
    }

    private OperatorSupport of(String asked, String base, OperatorEntry entry, String prefix, String release, Generation generation) {
        Optional<Replacement> replacement = substitutes.replacement(entry.replacement()).map(r -> in(release, r));
        if (entry.host()) {
            return new OperatorSupport(asked, "", columned(generation, new Verdict.Supported()), replacement, false, prefix + entry.source());
        }
        boolean listed = !entry.api().isEmpty() && (support.names(entry.api(), release) || !entry.name().startsWith(ATEN + "::"));
        if (listed) {
            return judged(asked, entry.api(), replacement, prefix + entry.source(), release, generation);
        }
        if (!entry.library().isEmpty()) {
            String why = "an operator of " + entry.library() + ", a third party's; torch_npu's tables do not judge it";
            return new OperatorSupport(asked, "", new Verdict.Unread(why), replacement, replacement.isEmpty(), entry.source());
        }
        OperatorSupport plain = registered(asked, base, prefix + entry.source() + "; ", release, generation);
        return new OperatorSupport(asked, "", plain.verdict(), replacement, false, plain.source());
    }

    private OperatorSupport ofAten(String asked, String base, String prefix, String release, Generation generation) {
        Set<String> interfaces = OperatorName.interfaces(base);
        return interfaces.stream().filter(api -> support.names(api, release)).findFirst()
                .map(api -> judged(asked, api, Optional.empty(), prefix + "the interface's name", release, generation))
                .orElseGet(() -> registered(asked, base, prefix, release, generation));
    }

    private OperatorSupport judged(String asked, String api, Optional<Replacement> replacement, String mapping, String release, Generation generation) {
        return new OperatorSupport(asked, api, support.of(api, release, generation), replacement, false, mapping + "; " + support.source(release));
    }

    /// An operator for which no interface of the tables stands.
    private OperatorSupport registered(String asked, String base, String prefix, String release, Generation generation) {
        Optional<Origin> origin = origins.of(base, release);
        String pytorch = "PyTorch " + release;
        Verdict verdict = origin.<Verdict>map(o -> switch (o) {
            case VIEW, COMPOSED -> new Verdict.Supported();
            case REGISTERED -> new Verdict.Unread("torch_npu for " + pytorch + " registers it; the tables name no interface for it, so no generation and no"
                    + " limits are known", true);
            case NOWHERE -> new Verdict.Unread("the tables name no interface for it, and torch_npu for " + pytorch + " does not list it: if it reaches an NPU, "
                    + Verdict.WITHOUT_KERNEL);
        }).orElseGet(() -> new Verdict.Unread(origins.releases().contains(release) ? pytorch + " has no such operator" : "what " + pytorch
                + " and its torch_npu register was not read"));
        String source = prefix + origin.map(o -> switch (o) {
            case VIEW -> pytorch + ": a view, computed on the host (native_functions.yaml)";
            case COMPOSED -> pytorch + ": composed of other operators on any device, which have names of their own (native_functions.yaml)";
            case REGISTERED -> "torch_npu for " + pytorch + ": npu_native_functions.yaml";
            case NOWHERE -> pytorch + ": native_functions.yaml; torch_npu: npu_native_functions.yaml";
        }).orElse("none");
        return new OperatorSupport(asked, "", columned(generation, verdict), Optional.empty(), false, source);
    }

    private OperatorSupport own(String asked, String base, String release, Generation generation) {
        boolean owned = origins.owns(base, release);
        Verdict verdict = new Verdict.Unread(owned ? "an operator of torch_npu's own; no table says on which generations it runs"
                : "torch_npu for PyTorch " + release + " lists no such operator", owned);
        return new OperatorSupport(asked, OWN_PACKAGE + base, columned(generation, verdict), Optional.empty(), false,
                "torch_npu for PyTorch " + release + ": npu_native_functions.yaml");
    }

    private static OperatorSupport unknown(String asked, String why, boolean work) {
        return new OperatorSupport(asked, "", new Verdict.Unread(why), Optional.empty(), work, "none");
    }

    /// Nothing is claimed for generations for which no table was read.
    private static Verdict columned(Generation generation, Verdict verdict) {
        return Support.reads(generation) ? verdict : Support.unread(generation);
    }

    /// A replacement that says so if a release of torch_npu has it not.
    private Replacement in(String release, Replacement replacement) {
        String name = replacement.by().startsWith(OWN_PACKAGE) ? replacement.by().substring(OWN_PACKAGE.length()) : "";
        if (!origins.owns(name) || origins.owns(name, release)) {
            return replacement;
        }
        String missing = "not in torch_npu for PyTorch " + release;
        return new Replacement(replacement.by(), replacement.note().isEmpty() ? missing : replacement.note() + "; " + missing, replacement.source());
    }
}
