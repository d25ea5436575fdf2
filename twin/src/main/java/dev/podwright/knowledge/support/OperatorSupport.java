package dev.podwright.knowledge.support;

import java.util.Optional;

/// What becomes of a framework operator on Ascend.
///
/// @param name as profiles have it, such as `aten::_softmax`
/// @param api the interface of the tables that stands for it, such as `torch.nn.functional.softmax`; empty where none does
/// @param verdict of that interface
/// @param replacement what to use instead, if something else is better or the only way
/// @param work whether somebody has to write it: an operator of a third party or of one's own
/// @param source of mapping and replacement
public record OperatorSupport(String name, String api, Verdict verdict, Optional<Replacement> replacement, boolean work, String source) {

    /// @param by such as `torch_npu.npu_fusion_attention`
    /// @param note what to heed, in short; may be empty
    public record Replacement(String by, String note, String source) {}
}
