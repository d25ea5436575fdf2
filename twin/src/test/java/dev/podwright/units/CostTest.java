package dev.podwright.units;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CostTest {
    private static final Spread TEN_PERCENT = Spread.factor(1.1);

    @Test
    void aSequenceAddsItsPartsAsOftenAsTheyRun() {
        Cost layer = Cost.leaf("layer", 2e-3, 1e-3, Bound.MEMORY, TEN_PERCENT, "");
        Cost head = Cost.leaf("head", 4e-3, 4e-3, Bound.COMPUTE, Spread.NONE, "");

        Cost step = Cost.sequence("step", "", List.of(layer.repeated(58), head));

        assertThat(step.seconds()).isCloseTo(58 * 2e-3 + 4e-3, within(1e-15));
        assertThat(step.ideal()).isCloseTo(58 * 1e-3 + 4e-3, within(1e-15));
        assertThat(step.bound()).isEqualTo(Bound.MEMORY);
    }

    @Test
    void spreadsCombineByTimeShare() {
        Cost sure = Cost.leaf("sure", 3, 3, Bound.COMPUTE, Spread.NONE, "counted");
        Cost vague = Cost.leaf("vague", 1, 1, Bound.LINK, new Spread(-0.4, 0.8), "");

        Cost both = Cost.sequence("both", "", List.of(sure, vague));

        assertThat(both.spread().low()).isCloseTo(-0.1, within(1e-15));
        assertThat(both.spread().high()).isCloseTo(0.2, within(1e-15));
        assertThat(both.interval().high()).isCloseTo(4 * Math.exp(0.2), within(1e-12));
    }

    @Test
    void errorsOfOneFitAddUpAndErrorsOfTwoFitsPartlyCancel() {
        Cost one = Cost.leaf("one", 1, 1, Bound.MEMORY, new Spread(-0.4, 0.4), "fit a");
        Cost same = Cost.leaf("same", 1, 1, Bound.MEMORY, new Spread(-0.4, 0.4), "fit a");
        Cost other = Cost.leaf("other", 1, 1, Bound.MEMORY, new Spread(-0.4, 0.4), "fit b");

        assertThat(Cost.sequence("", "", List.of(one, same)).spread().high()).isCloseTo(0.4, within(1e-15));
        assertThat(Cost.sequence("", "", List.of(one, other)).spread().high()).isCloseTo(0.4 / Math.sqrt(2), within(1e-15));
        Cost nested = Cost.sequence("", "", List.of(one, Cost.sequence("inner", "", List.of(other))));
        assertThat(nested.spread().high()).isCloseTo(0.4 / Math.sqrt(2), within(1e-15));
    }

    private static Cost tied(String name, double seconds, String why, Tie tie) {
        return Cost.leaf(name, seconds, 0, Bound.MEMORY, new Spread(-0.4, 0.4, tie), why);
    }

    @Test
    void shapesUnderOneFitErrTogetherAsFarAsWasMeasured() {
        Tie quarter = new Tie("chip", 0, 0.25);
        Cost one = tied("one", 1, "fit", quarter);
        Cost two = tied("two", 3, "fit", quarter);

        // (0.25 * 4^2 + 0.75 * (1^2 + 3^2)) / 4^2 of the square of 0.4
        double expected = 0.4 * Math.sqrt((0.25 * 16 + 0.75 * 10) / 16);
        assertThat(Cost.sequence("", "", List.of(one, two)).spread().high()).isCloseTo(expected, within(1e-12));
        assertThat(Cost.sequence("", "", List.of(one.repeated(60))).spread().high()).isCloseTo(0.4, within(1e-12));
        assertThat(Cost.sequence("", "", List.of(one, tied("again", 1, "fit", quarter))).spread().high()).isCloseTo(0.4, within(1e-12));
    }

    @Test
    void whatAChipHasInCommonAddsUpAcrossFits() {
        Tie half = new Tie("chip", 0.5, 1);
        Cost one = tied("one", 1, "fit a", half);
        Cost other = tied("other", 1, "fit b", half);
        Cost elsewhere = tied("elsewhere", 1, "fit b", new Tie("another chip", 0.5, 1));

        assertThat(Cost.sequence("", "", List.of(one, other)).spread().high()).isCloseTo(0.4 * Math.sqrt(0.5 + 0.25), within(1e-12));
        assertThat(Cost.sequence("", "", List.of(one, elsewhere)).spread().high()).isCloseTo(0.4 * Math.sqrt(0.5), within(1e-12));
        assertThat(Cost.sequence("", "", List.of(one, other)).spreadWith(tie -> new Tie(tie.scope(), 1, 1)).high()).isCloseTo(0.4, within(1e-12));
    }

    @Test
    void whatTwoTreesHaveInCommonCancelsInTheirRatio() {
        Tie tie = new Tie("chip", 0.5, 0.1);
        Cost shared = tied("shared", 3, "fit a", tie);
        Cost left = Cost.sequence("left", "", List.of(shared, tied("own", 1, "fit b", tie)));
        Cost right = Cost.sequence("right", "", List.of(shared, tied("own", 2, "fit c", tie)));
        Cost elsewhere = Cost.sequence("elsewhere", "", List.of(tied("far", 4, "fit d", new Tie("another chip", 0.5, 0.1))));

        assertThat(Cost.ratio(left, left).high()).isCloseTo(0, within(1e-12));
        assertThat(Cost.ratio(left, right).high()).isLessThan(0.2);
        assertThat(Cost.ratio(left, elsewhere).high()).isCloseTo(Math.hypot(left.spread().high(), 0.4), within(1e-12));
        Spread turned = Cost.ratio(right, left);
        assertThat(turned.high()).isCloseTo(-Cost.ratio(left, right).low(), within(1e-12));
    }

    @Test
    void aTreeMeasuredAsAWholeCountsWithTheSpreadThatItHasAsAWhole() {
        Cost leaf = tied("leaf", 1, "fit a", Tie.SOURCE);
        Cost whole = new Cost("whole", 1, 1, 0, Bound.MEMORY, new Spread(-0.8, 0.8), "", List.of(leaf));
        Cost sure = Cost.leaf("sure", 1, 0, Bound.MEMORY, Spread.NONE, "counted");

        assertThat(Cost.ratio(whole, sure).high()).isCloseTo(0.8, within(1e-12));
        assertThat(Cost.ratio(whole, whole).high()).isCloseTo(0, within(1e-12));
    }

    @Test
    void noPartAboveHalfTheTimeMeansMixed() {
        Cost one = Cost.leaf("one", 1, 1, Bound.COMPUTE, Spread.NONE, "");
        Cost two = Cost.leaf("two", 1, 1, Bound.LINK, Spread.NONE, "");

        assertThat(Cost.sequence("both", "", List.of(one, two)).bound()).isEqualTo(Bound.MIXED);
    }

    @Test
    void anEmptySequenceTakesNoTime() {
        Cost nothing = Cost.sequence("nothing", "", List.of());

        assertThat(nothing.seconds()).isZero();
        assertThat(nothing.spread()).isEqualTo(Spread.NONE);
        assertThat(nothing.leaves()).containsExactly(nothing);
    }

    @Test
    void aLeafIsNeverFasterThanIdeal() {
        assertThat(Cost.leaf("x", 1, 2, Bound.COMPUTE, Spread.NONE, "").ideal()).isEqualTo(1);
        assertThatIllegalArgumentException().isThrownBy(() -> new Cost("x", 1, 1, 2, Bound.COMPUTE, Spread.NONE, "", List.of()))
                .withMessageContaining("seconds (1.0), ideal (2.0)");
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1, Double.NaN, Double.POSITIVE_INFINITY})
    void aTimeThatIsNoTimeIsRefused(double seconds) {
        assertThatIllegalArgumentException().isThrownBy(() -> Cost.leaf("x", seconds, 0, Bound.COMPUTE, Spread.NONE, ""));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void leavesAddUpToTheTreeAndTheIdealNeverExceedsTheTime(long seed) {
        Cost tree = tree(new Random(seed), 4);

        double leaves = tree.leaves().stream().mapToDouble(Cost::total).sum();
        double ideals = tree.leaves().stream().mapToDouble(leaf -> leaf.times() * leaf.ideal()).sum();

        assertThat(leaves).isCloseTo(tree.total(), within(1e-9 * tree.total()));
        assertThat(ideals).isCloseTo(tree.ideal() * tree.times(), within(1e-9 * tree.total()));
        assertThat(tree.ideal()).isLessThanOrEqualTo(tree.seconds());
    }

    private static Cost tree(Random random, int depth) {
        if (depth == 0) {
            Bound bound = Bound.values()[random.nextInt(Bound.values().length)];
            return Cost.leaf("leaf", random.nextDouble(), random.nextDouble(), bound, TEN_PERCENT, "").repeated(1 + random.nextInt(60));
        }
        List<Cost> parts = new ArrayList<>();
        for (int i = 0; i <= random.nextInt(4); i++) {
            parts.add(tree(random, depth - 1));
        }
        return Cost.sequence("node", "", parts).repeated(1 + random.nextInt(5));
    }
}
