package dev.podwright.knowledge.support;

import dev.podwright.document.Document;
import dev.podwright.document.Node;
import java.util.List;

/// What stands in for NCCL.
///
/// @param backend of `torch.distributed`
/// @param variables of the environment
/// @param operations as profiles and libraries name them
public record Hccl(Pair backend, List<Pair> variables, List<Pair> operations) {
    public Hccl {
        variables = List.copyOf(variables);
        operations = List.copyOf(operations);
    }

    /// @param cuda the name with NCCL
    /// @param ascend the name with HCCL
    /// @param note what to heed, in short; may be empty
    public record Pair(String cuda, String ascend, String note, String source) {}

    /// What ships with the product.
    public static Hccl bundled() {
        Node document = Document.resource(Hccl.class, "hccl.yaml");
        document.allowOnly(List.of("read", "backend", "variables", "operations"));
        return new Hccl(pair(document.get("backend")), pairs(document.get("variables")), pairs(document.get("operations")));
    }

    private static List<Pair> pairs(Node node) {
        return node.list().stream().map(Hccl::pair).toList();
    }

    private static Pair pair(Node node) {
        node.allowOnly(List.of("cuda", "ascend", "note", "source"));
        return new Pair(node.get("cuda").text(), node.get("ascend").text(), Substitutes.text(node, "note"), node.get("source").text());
    }
}
