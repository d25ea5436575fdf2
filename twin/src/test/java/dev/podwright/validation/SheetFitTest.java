package dev.podwright.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.podwright.calibration.ExchangeResiduals;
import dev.podwright.calibration.ResidualSheet;
import dev.podwright.calibration.SheetPoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class SheetFitTest {
    private static final double PRIOR = 0.3;

    private static List<SheetPoint> points(String chip, double x) {
        return List.of(new SheetPoint("pool", x, 1), new SheetPoint(chip, x, 1));
    }

    private static void add(List<SheetFit.Row> rows, String chip, DoubleUnaryOperator log, Random random) {
        for (double x = 5; x <= 12; x += 0.5) {
            rows.add(new SheetFit.Row(points(chip, x).stream().map(p -> new ExchangePlaces.Placed(p, PRIOR)).toList(),
                    log.applyAsDouble(x) + 0.02 * random.nextGaussian()));
        }
    }

    private static double at(Map<String, ResidualSheet> sheets, String chip, double x) {
        return new ExchangeResiduals(sheets, Map.of()).at(points(chip, x));
    }

    private static List<SheetFit.Row> rows() {
        Random random = new Random(3);
        List<SheetFit.Row> rows = new ArrayList<>();
        add(rows, "one", x -> 0.3 + 0.05 * (x - 8), random);
        add(rows, "two", x -> 0.3 - 0.05 * (x - 8), random);
        return rows;
    }

    @Test
    void whatWasMeasuredIsFoundAgain() {
        Map<String, ResidualSheet> sheets = SheetFit.of(rows());
        assertThat(at(sheets, "one", 6)).isCloseTo(0.2, within(0.03));
        assertThat(at(sheets, "one", 11)).isCloseTo(0.45, within(0.03));
        assertThat(at(sheets, "two", 11)).isCloseTo(0.15, within(0.03));
    }

    @Test
    void whereNothingWasMeasuredThePoolSpeaks() {
        // Two chips that both show 0.3 leave two parts of three to what they share.
        assertThat(at(SheetFit.of(rows()), "three", 8)).isCloseTo(0.2, within(0.03));
    }

    @Test
    void oneRowMovesASheetLessThanMany() {
        List<SheetFit.Row> one = List.of(new SheetFit.Row(List.of(new ExchangePlaces.Placed(new SheetPoint("chip", 5, 1), 0.05)), 0.08));
        List<SheetFit.Row> many = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            many.add(one.getFirst());
        }
        double alone = SheetFit.of(one).get("chip").at(5, 1);
        assertThat(alone).isBetween(0.01, 0.06);
        assertThat(SheetFit.of(many).get("chip").at(5, 1)).isGreaterThan(alone).isLessThanOrEqualTo(0.08);
    }

    @Test
    void theSameRowsGiveTheSameSheets() {
        assertThat(SheetFit.of(rows())).isEqualTo(SheetFit.of(rows()));
    }
}
