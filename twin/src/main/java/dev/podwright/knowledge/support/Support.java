package dev.podwright.knowledge.support;

import java.util.List;

/// The tables of torch_npu: which interface runs where under which release of PyTorch.
public final class Support {
    private Support() {}

    /// Releases of PyTorch whose tables were read, oldest first, such as `2.13.0`.
    public List<String> releases() {
        throw new UnsupportedOperationException();
    }

    /// What the table of `release` says of an interface such as `torch.nn.functional.softmax`.
    public Verdict of(String api, String release, Generation generation) {
        throw new UnsupportedOperationException(api + release + generation);
    }
}
