package dev.podwright.app;

import dev.podwright.survey.Agreement;
import dev.podwright.survey.BusFactor;
import dev.podwright.survey.ByteSizes;
import dev.podwright.survey.OperationNames;

/// Measured logs beside predictions as text for people.
final class AgreementText {
    private static final double GIGA = 1e9;

    private AgreementText() {}

    static String of(Agreement agreement) {
        StringBuilder out = new StringBuilder("%s (%s): %s among %d ranks, beside %s.%n".formatted(agreement.file(), agreement.program(), OperationNames.of(agreement.operation()), agreement.ranks(), agreement.system()));
        agreement.notes().forEach(n -> out.append(n).append(System.lineSeparator()));
        out.append(System.lineSeparator());
        Table table = new Table("bytes", "measured", "predicted", "error", "measured busbw GB/s", "predicted", "in interval");
        double factor = BusFactor.of(agreement.operation(), agreement.ranks()) / GIGA;
        for (Agreement.Row row : agreement.rows()) {
            table.row(ByteSizes.show(row.bytes()), Show.seconds(row.seconds()), NetworkText.time(row.predicted()), Show.percent(row.error()), Show.number(row.bytes() / row.seconds() * factor),
                    Show.number(row.predicted().busBandwidth() / GIGA), row.within() ? "yes" : "no");
        }
        long within = agreement.rows().stream().filter(Agreement.Row::within).count();
        return out.append(table).append("%nOff by %s in the median, at most %s in nine of ten rows; %d of %d lie in the interval.%n".formatted(Show.percent(agreement.median()), Show.percent(agreement.ninetieth()),
                within, agreement.rows().size())).toString();
    }
}
