package dev.podwright.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.podwright.calibration.TrainingEffect;
import dev.podwright.calibration.TrainingFit;
import dev.podwright.calibration.TrainingProfile;
import dev.podwright.calibration.TrainingScope;
import dev.podwright.calibration.TrainingTerm;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TrainingFitterTest {
    private static final double NO_NULL = Double.NaN;

    private static TrainingProfile profile(String family, String framework, String kind) {
        return new TrainingProfile("NVIDIA", family + "-1", family, framework, kind);
    }

    /// Iterations that take what the law of overheads says, give or take 1 %.
    private static List<TrainingSample> made(int rows, double work, double elementwise, double host) {
        Random random = new Random(11);
        List<TrainingSample> samples = new ArrayList<>();
        for (int i = 0; i < rows; i++) {
            boolean mixture = i % 3 == 0;
            double share = 0.05 + 0.3 * random.nextDouble();
            double perSecond = mixture ? 200 * random.nextDouble() : 0;
            double ratio = work + Math.log(1 + share * elementwise + perSecond * host) + 0.01 * random.nextGaussian();
            Map<TrainingTerm, Double> slopes = new HashMap<>(Map.of(TrainingTerm.ELEMENTWISE, share));
            if (mixture) {
                slopes.put(TrainingTerm.HOST_MIXTURE, perSecond);
            }
            samples.add(new TrainingSample("row " + i, "group " + i / 2, profile(i % 2 == 0 ? "hopper" : "ampere", "alpha", mixture ? "moe" : "dense"),
                    ratio, slopes, NO_NULL));
        }
        return samples;
    }

    private static TrainingSample row(int number, double ratio) {
        return new TrainingSample("row " + number, "group " + number, profile("hopper", "alpha", "dense"), ratio, Map.of(), NO_NULL);
    }

    private static Map<TrainingTerm, Double> fitted(List<TrainingSample> samples, TrainingProfile of) {
        return TrainingFit.values(new TrainingFitter(TrainingPrior.ALL).fit(samples), of);
    }

    @Test
    void knownOverheadsAreFoundAgain() {
        List<TrainingPrior> priors = List.of(new TrainingPrior(TrainingTerm.WORK, TrainingScope.ANY, 0.2),
                new TrainingPrior(TrainingTerm.ELEMENTWISE, TrainingScope.ANY, 0.5), new TrainingPrior(TrainingTerm.HOST_MIXTURE, TrainingScope.ANY, 1e-3));
        Map<TrainingTerm, Double> values = TrainingFit.values(new TrainingFitter(priors).fit(made(300, 0.08, 0.6, 1.5e-3)), profile("hopper", "alpha", "moe"));
        assertThat(values.get(TrainingTerm.WORK)).isCloseTo(0.08, within(0.01));
        assertThat(values.get(TrainingTerm.ELEMENTWISE)).isCloseTo(0.6, within(0.06));
        assertThat(values.get(TrainingTerm.HOST_MIXTURE)).isCloseTo(1.5e-3, within(1e-4));
    }

    @Test
    void withoutRowsThereAreNoOverheads() {
        assertThat(new TrainingFitter(TrainingPrior.ALL).fit(List.of())).isEmpty();
    }

    @Test
    void rowsThatNeedNoOverheadsGetNone() {
        List<TrainingSample> exact = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            exact.add(row(i, 0));
        }
        assertThat(new TrainingFitter(TrainingPrior.ALL).fit(exact)).allSatisfy(e -> assertThat(e.value()).isCloseTo(0, within(1e-9)));
    }

    @Test
    void aStrangerGetsTheOverheadsOfItsWiderCircleOnly() {
        List<TrainingSample> samples = made(60, 0.2, 0, 0);
        double known = fitted(samples, profile("hopper", "alpha", "dense")).get(TrainingTerm.WORK);
        double stranger = fitted(samples, profile("blackwell", "beta", "dense")).get(TrainingTerm.WORK);
        double alien = fitted(samples, new TrainingProfile("Huawei", "ascend-910b2", "ascend-a2", "gamma", "dense")).get(TrainingTerm.WORK);
        assertThat(known).isCloseTo(0.2, within(0.02));
        assertThat(stranger).isBetween(0.0, known);
        assertThat(alien).isBetween(0.0, stranger);
    }

    @Test
    void theMoreRowsSayTheSameTheNearerTheFitComesToThem() {
        double before = 0;
        for (int rows = 1; rows <= 64; rows *= 2) {
            List<TrainingSample> samples = new ArrayList<>();
            for (int i = 0; i < rows; i++) {
                samples.add(row(i, 0.3));
            }
            double value = fitted(samples, profile("hopper", "alpha", "dense")).get(TrainingTerm.WORK);
            assertThat(value).isBetween(before, 0.3);
            before = value;
        }
        assertThat(before).isCloseTo(0.3, within(0.01));
    }

    @Test
    void aRowFarOffHardlyMovesTheOthers() {
        List<TrainingSample> samples = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            samples.add(row(i, 0.1));
        }
        double without = fitted(samples, profile("hopper", "alpha", "dense")).get(TrainingTerm.WORK);
        samples.add(row(20, 3));
        assertThat(fitted(samples, profile("hopper", "alpha", "dense")).get(TrainingTerm.WORK)).isCloseTo(without, within(0.02));
    }

    @Test
    void theSameRowsGiveTheSameFitInAnyOrder() {
        List<TrainingSample> samples = made(80, 0.1, 0.4, 1e-3);
        List<TrainingEffect> effects = new TrainingFitter(TrainingPrior.ALL).fit(samples);
        assertThat(new TrainingFitter(TrainingPrior.ALL).fit(samples)).isEqualTo(effects);
        List<TrainingSample> shuffled = new ArrayList<>(samples);
        Collections.shuffle(shuffled, new Random(3));
        List<TrainingEffect> again = new TrainingFitter(TrainingPrior.ALL).fit(shuffled);
        assertThat(again).hasSameSizeAs(effects);
        for (int i = 0; i < effects.size(); i++) {
            assertThat(again.get(i).value()).isCloseTo(effects.get(i).value(), within(1e-9));
        }
    }

    @Test
    void noRowIsPredictedByAFitThatHasSeenItsGroup() {
        List<TrainingSample> samples = made(80, 0.1, 0.4, 1e-3);
        List<TrainingSample> changed = new ArrayList<>(samples);
        TrainingSample first = samples.getFirst();
        changed.set(0, new TrainingSample(first.id(), first.group(), first.profile(), first.ratio() + 1, first.slopes(), NO_NULL));
        double moved = TrainingFolds.left(changed, TrainingPrior.ALL).get("row 0") - TrainingFolds.left(samples, TrainingPrior.ALL).get("row 0");
        assertThat(moved).isCloseTo(1, within(1e-9));
    }

    @Test
    void intervalsHoldNineRowsInTenOfWhatTheyWereNotFittedTo() {
        List<TrainingSample> samples = made(300, 0.1, 0.4, 1e-3);
        Map<String, TrainingFit> fits = new TrainingCalibrator(samples, TrainingPrior.ALL).heldOut();
        long inside = samples.stream().filter(s -> {
            var overheads = fits.get(s.id()).overheads(s.profile());
            double left = s.left(overheads.values());
            return overheads.spread().orElseThrow().low() <= left && left <= overheads.spread().orElseThrow().high();
        }).count();
        assertThat(inside / 300.0).isBetween(0.85, 0.95);
    }
}
