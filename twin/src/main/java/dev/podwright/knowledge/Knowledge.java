package dev.podwright.knowledge;

import dev.podwright.knowledge.error.ErrorCodes;
import dev.podwright.knowledge.support.Generation;
import dev.podwright.knowledge.support.Kernel;
import dev.podwright.knowledge.support.OperatorSupport;
import dev.podwright.knowledge.support.Support;
import dev.podwright.knowledge.support.SupportExport;
import java.nio.file.Path;
import java.util.List;

/// All bundled knowledge, each part replaceable by a newer export.
public final class Knowledge {
    private final Support support;

    private Knowledge(Support support) {
        this.support = support;
    }

    /// What ships with the product.
    public static Knowledge bundled() {
        return new Knowledge(Support.bundled());
    }

    /// This knowledge with the parts that a file brings in place of its own: the tables of torch_npu as CSV, error codes or substitutes as JSON.
    ///
    /// @throws dev.podwright.document.InputException if the file is none of them
    public Knowledge with(Path file) {
        return new Knowledge(support.with(SupportExport.read(file)));
    }

    public Support support() {
        return support;
    }

    public ErrorCodes errors() {
        throw new UnsupportedOperationException();
    }

    /// What becomes of the framework operator `name` (`aten::_softmax`).
    public OperatorSupport operator(String name, String release, Generation generation) {
        throw new UnsupportedOperationException(name + release + generation);
    }

    /// What the kernel called `name` is.
    public Kernel kernel(String name) {
        throw new UnsupportedOperationException(name);
    }

    /// What does not hold together in the data, in full sentences; empty when all is well.
    public List<String> check() {
        throw new UnsupportedOperationException();
    }
}
