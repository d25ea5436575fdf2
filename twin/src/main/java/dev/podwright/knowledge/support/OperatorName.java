package dev.podwright.knowledge.support;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The name of a framework operator as profiles have it, taken apart.
///
/// @param plain without the engine's prefix, an overload and a trailing number of an autograd node
/// @param namespace such as `aten`; empty where there is none
/// @param base what follows the namespace
/// @param node whether it is a node of autograd, such as `MmBackward0`
record OperatorName(String plain, String namespace, String base, boolean node) {
    private static final String ENGINE = "autograd::engine::evaluate_function: ";
    private static final String SCOPE = "::";
    private static final Pattern NODE = Pattern.compile("([A-Z]\\w*?)Backward\\d*");
    private static final Pattern OPTIMIZER = Pattern.compile("Optimizer\\.\\w+#(\\w+)\\.\\w+");
    private static final Pattern OVERLOAD = Pattern.compile("\\.\\w+$");
    /// Interfaces live in these modules; the tables of torch_npu name them so.
    private static final List<String> MODULES = List.of("torch.", "torch.Tensor.", "torch.nn.functional.");
    /// Prefixes of operators that live in a module of their own.
    private static final List<String> FAMILIES = List.of("linalg", "special", "fft");
    /// What PyTorch hangs on an interface's name where it takes it apart.
    private static final List<String> ENDINGS = List.of("_backward_data", "_backward", "_forward", "_jvp");
    private static final String NATIVE = "native_";

    static OperatorName of(String name) {
        String plain = name.strip();
        plain = plain.startsWith(ENGINE) ? plain.substring(ENGINE.length()) : plain;
        int scope = plain.lastIndexOf(SCOPE);
        boolean scoped = scope > 0 && plain.indexOf(' ') < 0;
        if (scoped) {
            plain = OVERLOAD.matcher(plain).replaceFirst("");
        }
        Matcher node = NODE.matcher(plain);
        if (node.matches()) {
            return new OperatorName(plain, "", node.group(1), true);
        }
        return scoped ? new OperatorName(plain, plain.substring(0, scope), plain.substring(scope + SCOPE.length()), false)
                : new OperatorName(plain, "", plain, false);
    }

    /// The optimiser of `Optimizer.step#AdamW.step`; empty for other names.
    String optimizer() {
        Matcher matcher = OPTIMIZER.matcher(plain);
        return matcher.matches() ? matcher.group(1) : "";
    }

    /// `NativeLayerNorm` and `native_layer_norm` alike: `nativelayernorm`.
    static String squeezed(String name) {
        return name.replace("_", "").toLowerCase(Locale.ROOT);
    }

    /// Interfaces that may stand for the operator `aten::base`, the likeliest first: of its own name, then without what marks it as in place,
    /// internal, native, forward or backward.
    static Set<String> interfaces(String base) {
        Set<String> stems = new LinkedHashSet<>();
        stems.add(base);
        // Each rule may lay bare what the next one takes off: _native_multi_head_attention, native_layer_norm_backward.
        for (int i = 0; i < ENDINGS.size(); i++) {
            for (String stem : List.copyOf(stems)) {
                stems.addAll(shorter(stem));
            }
        }
        Set<String> interfaces = new LinkedHashSet<>();
        for (String stem : stems) {
            MODULES.forEach(module -> interfaces.add(module + stem));
            for (String family : FAMILIES) {
                if (stem.startsWith(family + "_")) {
                    interfaces.add("torch." + family + "." + stem.substring(family.length() + 1));
                }
            }
        }
        return interfaces;
    }

    private static Set<String> shorter(String stem) {
        Set<String> shorter = new LinkedHashSet<>();
        if (stem.endsWith("_") && !stem.endsWith("__")) {
            shorter.add(stem.substring(0, stem.length() - 1));
        }
        for (String ending : ENDINGS) {
            if (stem.endsWith(ending)) {
                shorter.add(stem.substring(0, stem.length() - ending.length()));
            }
        }
        if (stem.startsWith("_") && !stem.startsWith("__")) {
            shorter.add(stem.substring(1));
        }
        if (stem.startsWith(NATIVE)) {
            shorter.add(stem.substring(NATIVE.length()));
        }
        shorter.remove("");
        return shorter;
    }
}
