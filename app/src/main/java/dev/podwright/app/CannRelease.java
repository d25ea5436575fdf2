package dev.podwright.app;

import dev.podwright.app.report.MigrationWords;
import dev.podwright.migration.Report;
import dev.podwright.migration.Report.Versions;
import java.util.List;
import java.util.Optional;

/// A release of CANN that somebody runs, against the one that what was read belongs to.
final class CannRelease {
    private CannRelease() {}

    /// What to say where they differ; empty where they agree.
    static Optional<String> doubt(String asked, Report report) {
        List<Versions> read = report.targets().stream().flatMap(t -> t.versions().stream()).filter(v -> !v.cann().isBlank()).distinct().toList();
        if (read.isEmpty()) {
            return Optional.of("CANN %s was asked for; which release the support tables of PyTorch %s belong to was not read, so nothing is claimed for it."
                    .formatted(asked, MigrationWords.release(report)));
        }
        Versions versions = read.getFirst();
        return versions.cann().equals(asked) || versions.cann().startsWith(asked + ".") ? Optional.empty()
                : Optional.of("CANN %s was asked for; what was read of torch_npu %s belongs to CANN %s, and nothing is claimed for another."
                        .formatted(asked, versions.torchNpu(), versions.cann()));
    }
}
