package dev.podwright.validation.judge;

import dev.podwright.document.InputException;
import dev.podwright.model.Operator;
import dev.podwright.units.Precision;
import dev.podwright.validation.KernelRows;
import dev.podwright.validation.Row;
import dev.podwright.validation.Sample;
import java.util.List;

/// The operators that a row of a kernel table timed, also where the row is no guide to a law and fits leave it out.
final class TimedOperators {
    private static final double LATENT = 512;
    private static final double ROPE = 64;

    private TimedOperators() {}

    /// @throws InputException if the row names a format or a mode that is not known
    static List<Operator> of(KernelColumns table, Row row) {
        return switch (table) {
            case MLA_MODULE, DSA_MODULE -> Modules.of(row);
            default -> List.of(KernelRows.sample(table.label(), row).map(Sample::operator).orElseGet(() -> left(table, row)));
        };
    }

    private static Operator left(KernelColumns table, Row row) {
        return switch (table) {
            case MLA_PREFILL -> absorbed(row);
            case ATTENTION_PREFILL -> prefill(row);
            case MOE -> experts(row);
            default -> throw new InputException("%s rows marked as \"%s\" are not read".formatted(table.label(), row.text("notes")), "");
        };
    }

    /// Rows marked as the floor of a host that launches too slowly.
    private static Operator prefill(Row row) {
        double dim = row.positive("head_dim");
        return new Operator.PrefillAttention("prefill", row.positive("batch"), row.positive("q_len"), row.positive("kv_len"), row.positive("heads"),
                row.positive("kv_heads"), dim, dim, row.number("window"), precision(row, "kv_dtype"), precision(row, "dtype"));
    }

    /// Prefill in the space of the latent: every head reads the keys of 576 numbers and the values of 512 that all share.
    private static Operator absorbed(Row row) {
        return new Operator.PrefillAttention("absorbed prefill", row.positive("batch"), row.positive("q_len"), row.positive("kv_len"),
                row.positive("heads"), 1, LATENT + ROPE, LATENT, 0, precision(row, "kv_dtype"), precision(row, "dtype"));
    }

    /// The load of the timed rank was not recorded: an even share stands in for it.
    private static Operator experts(Row row) {
        double ep = row.positive("ep");
        double experts = row.positive("experts");
        double topk = row.positive("topk");
        double tokens = row.positive("tokens");
        double active = experts * (1 - Math.pow(1 - topk / experts, tokens));
        Format format = Format.of(row);
        return new Operator.Experts("experts", tokens * topk / ep, active / ep, experts / ep, row.positive("hidden"),
                row.positive("inter") / row.positive("tp"), row.number("gated") == 1, format.weights(), format.compute());
    }

    private static Precision precision(Row row, String column) {
        return Format.of(row.text(column)).compute();
    }
}
