package dev.podwright.repricing.ascend;

import dev.podwright.knowledge.support.Kernel.Nature;
import dev.podwright.profile.Use;
import dev.podwright.repricing.Recognised;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What tasks of an Ascend profile are to the twin, by the types of their operators.
public final class AscendOperators {
    private static final String AI_CPU = "AI_CPU";
    private static final List<String> VECTOR = List.of("AI_VECTOR_CORE", "MIX_AIV");
    /// By the beginning of the lower-case type; releases add `V2`, `V3`, `Common`, `Nd`. `Pp`: kernels of the Ascend Transformer Boost library.
    private static final List<String> PRODUCTS = List.of("matmul", "batchmatmul", "transposebatchmatmul", "transposequantbatchmatmul", "quantbatchmatmul", "quantmatmul", "weightquantbatchmatmul",
            "weightquantmatmul", "ppmatmul", "gemm", "fusedmatmul", "fusedquantmatmul");
    private static final List<String> GROUPED = List.of("groupedmatmul", "groupedquantmatmul", "quantgroupedmatmul", "groupmatmul");
    private static final List<String> CONVOLUTIONS = List.of("conv2d", "conv3d", "convolution", "conv1d", "depthwiseconv");
    /// Kernels of attention whose tensors do not tell enough: paged caches, latents, sparse selections.
    private static final List<String> ATTENTIONS = List.of("pagedattention", "multilatentattention", "mla", "ringmla", "unpadflashattention", "selfattention", "ringattention", "flashattention", "laserattention",
            "sparseflashattention", "kvquantsparse", "nsa", "lightningindexer", "quantlightningindexer", "fusedinferattention", "promptflashattention", "increflashattention", "blocksparseattention",
            "fusedfloydattention", "unpadpagedattention");
    /// What comes before latent attention in one kernel: products, norms, rotations.
    private static final List<String> PROLOGUES = List.of("mlaprolog", "mlapo", "mlapreprocess");

    private AscendOperators() {}

    /// What a task is. What is not known is told as such: unshaped with what bounds it where that is known, else unknown.
    public static Recognised recognise(Use use) {
        String type = use.kernel().toLowerCase(Locale.ROOT);
        if (use.kind() == Use.Kind.COPY) {
            double bytes = use.bytes() > 0 ? use.bytes() : Types.bytes(use.outputs());
            return bytes > 0 ? new Recognised.Moved(bytes) : new Recognised.Unshaped(Nature.TRAFFIC, "The profile does not tell how many bytes it copied.");
        }
        if (use.exchange().isPresent()) {
            return Exchanging.of(use, use.exchange().get());
        }
        if (type.endsWith("aicpukernel")) {
            return new Recognised.Unshaped(Nature.EXCHANGE, "It drives a collective from the AI CPU.");
        }
        if (use.core().equals(AI_CPU)) {
            return new Recognised.Unshaped(Nature.UNKNOWN, "It ran on the AI CPU, which the twin does not price.");
        }
        if (type.startsWith("flashattentionscoregrad")) {
            return Attentions.gradient(use);
        }
        if (type.startsWith("flashattentionscore")) {
            return Attentions.training(use);
        }
        if (type.startsWith("fusedinferattentionscore") || type.startsWith("promptflashattention")) {
            return Attentions.inference(use, false);
        }
        if (type.startsWith("increflashattention")) {
            return Attentions.inference(use, true);
        }
        if (begins(type, GROUPED)) {
            return Products.grouped(use);
        }
        if (begins(type, PRODUCTS)) {
            return Products.product(use);
        }
        if (begins(type, CONVOLUTIONS)) {
            return type.contains("backprop") || type.contains("grad") ? new Recognised.Unshaped(Nature.PRODUCT, "Gradients of convolutions are not priced.") : Products.convolution(use);
        }
        if (begins(type, PROLOGUES)) {
            return new Recognised.Unshaped(Nature.PRODUCT, "Products, norms and rotations in one kernel; its tensors do not tell them apart.");
        }
        if (begins(type, ATTENTIONS)) {
            return new Recognised.Unshaped(Nature.ATTENTION, "How much of its cache each sequence fills, or which part it selects, is not in the profile.");
        }
        Optional<Traffic.Way> way = Traffic.way(use.kernel());
        if (way.isPresent()) {
            return Traffic.of(use, way.get());
        }
        return VECTOR.contains(use.core()) ? new Recognised.Unshaped(Nature.TRAFFIC, "The type %s is not known; it ran on vector cores alone.".formatted(use.kernel()))
                : new Recognised.Unknown("The type %s is not known.".formatted(use.kernel()));
    }

    private static boolean begins(String type, List<String> beginnings) {
        return beginnings.stream().anyMatch(type::startsWith);
    }
}
