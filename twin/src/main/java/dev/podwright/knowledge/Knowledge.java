package dev.podwright.knowledge;

import dev.podwright.document.Document;
import dev.podwright.document.InputException;
import dev.podwright.document.Node;
import dev.podwright.knowledge.error.ErrorCodes;
import dev.podwright.knowledge.support.Consistency;
import dev.podwright.knowledge.support.Generation;
import dev.podwright.knowledge.support.Hccl;
import dev.podwright.knowledge.support.Kernel;
import dev.podwright.knowledge.support.Kernels;
import dev.podwright.knowledge.support.OperatorSupport;
import dev.podwright.knowledge.support.Operators;
import dev.podwright.knowledge.support.Pairing;
import dev.podwright.knowledge.support.Substitutes;
import dev.podwright.knowledge.support.Support;
import dev.podwright.knowledge.support.SupportExport;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// All bundled knowledge, each part replaceable by a newer export.
public final class Knowledge {
    private static final String CSV = ".csv";
    private static final String KINDS = "Known are tables of torch_npu (CSV with the columns api, pytorch, a2, a3, ascend_950dt, restriction), exports of"
            + " error codes (JSON), and operators, kernels and replacements (JSON or YAML).";

    private final Support support;
    private final ErrorCodes errors;
    private final Substitutes substitutes;
    private final Hccl hccl;
    private final Operators operators;
    private final Kernels kernels;
    private final About about;
    private final Files files;

    /// The user's files by what they replaced.
    private record Files(List<String> tables, List<String> substitutes) {}

    private Knowledge(Support support, ErrorCodes errors, Substitutes substitutes, Hccl hccl, About about, Files files) {
        this.support = support;
        this.errors = errors;
        this.substitutes = substitutes;
        this.hccl = hccl;
        this.operators = Operators.of(support, substitutes);
        this.kernels = new Kernels(substitutes);
        this.about = about;
        this.files = files;
    }

    /// What ships with the product.
    public static Knowledge bundled() {
        return new Knowledge(Support.bundled(), ErrorCodes.bundled(), Substitutes.bundled(), Hccl.bundled(), About.bundled(), new Files(List.of(), List.of()));
    }

    /// This knowledge with the parts that a file brings in place of its own: the tables of torch_npu as CSV, error codes or substitutes as JSON.
    ///
    /// @throws InputException if the file is none of them
    public Knowledge with(Path file) {
        if (file.toString().toLowerCase(Locale.ROOT).endsWith(CSV)) {
            return new Knowledge(support.with(SupportExport.read(file)), errors, substitutes, hccl, about,
                    new Files(and(files.tables, file), files.substitutes));
        }
        Node document = Document.read(file);
        if (ErrorCodes.recognises(document)) {
            return new Knowledge(support, ErrorCodes.of(document), substitutes, hccl, about, files);
        }
        if (Substitutes.recognises(document)) {
            return new Knowledge(support, errors, substitutes.with(Substitutes.read(document)), hccl, about,
                    new Files(files.tables, and(files.substitutes, file)));
        }
        throw new InputException("%s: this is no export of knowledge about Ascend's software.".formatted(file), KINDS);
    }

    private static List<String> and(List<String> files, Path file) {
        List<String> all = new ArrayList<>(files);
        all.add(file.toString());
        return List.copyOf(all);
    }

    public Support support() {
        return support;
    }

    public ErrorCodes errors() {
        return errors;
    }

    /// What stands in for NCCL.
    public Hccl hccl() {
        return hccl;
    }

    /// Releases of PyTorch, torch_npu and CANN that a source names as belonging together.
    public List<Pairing> pairings() {
        return about.pairings();
    }

    /// What becomes of the framework operator `name` (`aten::_softmax`).
    ///
    /// @throws InputException for a release whose tables were not read
    public OperatorSupport operator(String name, String release, Generation generation) {
        return operators.of(name, release, generation);
    }

    /// What the kernel called `name` is.
    public Kernel kernel(String name) {
        return kernels.of(name);
    }

    /// What of all this was read, from where, when and how much; error codes list theirs in [ErrorCodes#sources].
    public List<Part> parts() {
        List<String> releases = support.releases().stream().map(release -> "PyTorch %s: %,d interfaces".formatted(release, support.rows(release))).toList();
        return List.of(
                about.part("tables of torch_npu", support.releases().stream().mapToInt(support::rows).sum(), releases, files.tables),
                about.part("operators of PyTorch", operators.registered(), List.of(), List.of()),
                about.part("operators of torch_npu's own", operators.own(), List.of(), List.of()),
                about.part("substitutes of operators", substitutes.operators().size(), List.of(substitutes.replacements().size() + " replacements"),
                        files.substitutes),
                about.part("names of kernels", substitutes.kernels().size(), List.of(), files.substitutes),
                about.part("NCCL to HCCL", hccl.variables().size() + hccl.operations().size() + 1, List.of(), List.of()));
    }

    /// What is not known, in full sentences.
    public List<String> notEstablished() {
        return about.notEstablished();
    }

    /// What does not hold together in the data, in full sentences; empty when all is well.
    public List<String> check() {
        List<String> wrong = new ArrayList<>(Consistency.of(support, substitutes, operators));
        wrong.addAll(errors.check());
        return List.copyOf(wrong);
    }
}
