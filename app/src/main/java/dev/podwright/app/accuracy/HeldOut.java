package dev.podwright.app.accuracy;

import dev.podwright.calibration.Calibration;
import dev.podwright.calibration.CollectiveFit;
import dev.podwright.calibration.KernelFit;
import dev.podwright.calibration.Kinship;
import dev.podwright.calibration.OperatorClass;
import dev.podwright.validation.judge.Kind;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// Cross-validated errors as the calibration stores them: means of the fits weighted by their rows.
final class HeldOut {
    private static final Set<String> EXCHANGES = Set.of("dispatch", "combine");
    private static final String UNTESTED = "(nothing held out)";

    private final TreeMap<Kind, Mean> kinds = new TreeMap<>();
    private final TreeMap<String, Mean> operations = new TreeMap<>();
    private final Calibration calibration;

    HeldOut(Calibration calibration) {
        this.calibration = calibration;
        calibration.kernels().forEach(this::add);
        calibration.training().ifPresent(fit -> kinds.computeIfAbsent(Kind.TRAINING, _ -> new Mean()).add(fit.rows(), fit.medianError(), fit.p90Error()));
        calibration.collectives().stream().filter(fit -> !fit.chip().contains("/") && !fit.source().endsWith(UNTESTED)).forEach(this::add);
    }

    /// Weighted sums of the errors of several fits.
    private static final class Mean {
        private double rows;
        private double medians;
        private double p90s;
        private int fits;

        void add(int count, double median, double p90) {
            rows += count;
            medians += count * median;
            p90s += count * p90;
            fits++;
        }

        String words() {
            return Markdown.pair(medians / rows, p90s / rows);
        }
    }

    private void add(KernelFit fit) {
        Optional<Kind> kind = kind(fit.operator());
        kind.ifPresent(k -> kinds.computeIfAbsent(k, _ -> new Mean()).add(fit.rows(), fit.medianError(), fit.p90Error()));
        operations.computeIfAbsent(fit.operator().label() + "|" + fit.chip(), _ -> new Mean()).add(fit.rows(), fit.medianError(), fit.p90Error());
    }

    private void add(CollectiveFit fit) {
        String operation = fit.operation().split("[.@]")[0];
        Kind kind = EXCHANGES.contains(operation) ? Kind.EXPERT_PARALLEL : Kind.COLLECTIVE;
        kinds.computeIfAbsent(kind, _ -> new Mean()).add(fit.rows(), fit.medianError(), fit.p90Error());
        operations.computeIfAbsent(operation + "|" + fit.chip(), _ -> new Mean()).add(fit.rows(), fit.medianError(), fit.p90Error());
    }

    private static Optional<Kind> kind(OperatorClass operator) {
        return switch (operator) {
            case GEMM, BATCHED_GEMM -> Optional.of(Kind.GEMM);
            case PREFILL_ATTENTION -> Optional.of(Kind.ATTENTION_PREFILL);
            case DECODE_ATTENTION -> Optional.of(Kind.ATTENTION_DECODE);
            case LATENT_PREFILL, LATENT_DECODE -> Optional.of(Kind.MLA);
            case EXPERTS -> Optional.of(Kind.MOE);
            case STREAM -> Optional.empty();
        };
    }

    /// `median / p90` of a kind in per cent, `-` where nothing is fitted to it.
    String of(Kind kind) {
        return Optional.ofNullable(kinds.get(kind)).map(Mean::words).orElse("-");
    }

    /// Whether the aim of a kind is met; empty where nothing is fitted to it.
    Optional<String> met(Kind kind) {
        return Optional.ofNullable(kinds.get(kind)).map(mean -> Aims.of(kind).met(mean.medians / mean.rows, mean.p90s / mean.rows));
    }

    String table() {
        Markdown table = new Markdown("operation", "chip", "fits", "rows", "median / p90 %");
        operations.forEach((key, mean) -> table.row(key.substring(0, key.indexOf('|')), key.substring(key.indexOf('|') + 1), mean.fits,
                Markdown.count((long) mean.rows), mean.words()));
        Markdown borrowed = new Markdown("operator", "law borrowed from", "formats", "cases", "median / p90 %");
        calibration.transfers().stream().filter(t -> t.kinship() != Kinship.CHIP || !t.samePrecision()).forEach(t -> borrowed.row(t.operator().label(),
                t.kinship().label(), t.samePrecision() ? "same" : "other", t.cases(), Markdown.pair(t.medianError(), t.p90Error())));
        Markdown runs = new Markdown("training runs of", "rows", "median / p90 %");
        calibration.training().ifPresent(fit -> fit.residuals().forEach(r -> runs.row(r.key().isEmpty() ? r.scope().name().toLowerCase(Locale.ROOT) : r.key(), Markdown.count(r.rows()),
                Markdown.pair(r.medianError(), r.p90Error()))));
        return table + (runs.empty() ? "" : "\n\n" + runs) + "\n\nA chip left out, predicted with what it would borrow:\n\n" + borrowed;
    }
}
