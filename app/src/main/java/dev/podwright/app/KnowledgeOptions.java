package dev.podwright.app;

import dev.podwright.knowledge.Knowledge;
import dev.podwright.knowledge.error.ErrorCodes;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/// The option that brings newer exports of what is known of Ascend's software; commands about leaving CUDA mix it in.
final class KnowledgeOptions {
    @Option(names = "--knowledge", paramLabel = "FILE",
            description = "Replace bundled knowledge of Ascend's software: tables of torch_npu as CSV, error codes, operators or kernels as JSON;"
                    + " may be repeated.")
    private List<Path> files = new ArrayList<>();

    /// Error codes alone: without files of the user nothing else needs to be read.
    ErrorCodes errors() {
        return files.isEmpty() ? ErrorCodes.bundled() : knowledge().errors();
    }

    /// The bundled knowledge with the user's files in place of its parts.
    Knowledge knowledge() {
        Knowledge knowledge = Knowledge.bundled();
        for (Path file : files) {
            knowledge = knowledge.with(file);
        }
        return knowledge;
    }
}
