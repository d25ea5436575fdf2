package dev.podwright.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podwright.layout.Offload;
import dev.podwright.layout.Recompute;
import dev.podwright.layout.TrainingLayout;
import dev.podwright.layout.TrainingMemory;
import dev.podwright.layout.TrainingSetup;
import dev.podwright.model.Part;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrainingSearchTest {
    private static final List<Recompute> RECOMPUTATIONS = List.of(Recompute.NONE, new Recompute.Selective(EnumSet.of(Part.NORM, Part.ACTIVATION)),
            new Recompute.Selective(EnumSet.of(Part.NORM, Part.ACTIVATION, Part.FEED_FORWARD)), new Recompute.Full(0.5), Recompute.FULL);
    private static final Space DENSE = new Space(12, 8, 0, 4096, 96, List.of(8), RECOMPUTATIONS, true);
    private static final Space MIXTURE = new Space(8, 8, 16, 16384, 64, List.of(8), RECOMPUTATIONS, true);
    private static final double USABLE = 60;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void theWinnerAndTheBestKindsAreThoseOfExhaustiveEnumeration(long seed) {
        for (Space space : List.of(DENSE, MIXTURE)) {
            Oracle oracle = new MadeUpOracle(seed, USABLE, space.globalBatch());
            List<Timed> all = exhaustive(space, oracle, 64);
            Found found = new TrainingSearch(oracle, space).run(64);

            assertThat(found.best()).contains(all.getFirst());
            assertThat(found.bestOfKinds().stream().limit(TrainingSearch.KINDS)).isEqualTo(Found.firstOfKinds(all).stream().limit(TrainingSearch.KINDS).toList());
            assertThat(found.evaluated()).isLessThan(all.size());
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void whoAsksForTheFastestAloneGetsTheWinnerWhateverShapeIsLikely(long seed) {
        for (Space space : List.of(DENSE, MIXTURE)) {
            TrainingSearch search = new TrainingSearch(new MadeUpOracle(seed, USABLE, space.globalBatch()), space);
            Optional<Timed> winner = search.run(64).best();

            assertThat(search.fastest(64, _ -> true, Optional.empty())).isEqualTo(winner);
            for (Shape likely : space.shapes(64, new Tally())) {
                assertThat(search.fastest(64, _ -> true, Optional.of(likely))).isEqualTo(winner);
            }
        }
    }

    @Test
    void anotherOrderOfRanksIsTakenWhereItSavesEnough() {
        for (long seed = 1; seed <= 6; seed++) {
            MadeUpOracle usual = new MadeUpOracle(seed, USABLE, DENSE.globalBatch());
            Timed best = new TrainingSearch(usual, DENSE).run(64).best().orElseThrow();
            assertThat(new TrainingSearch(new Reordered(usual, 0.9999), DENSE).run(64).best()).contains(best);

            TrainingSearch search = new TrainingSearch(new Reordered(usual, 0.5), DENSE);
            Found found = search.run(64);
            assertThat(found.best().orElseThrow().setup().layout()).satisfies(l -> assertThat(l.inside()).isLessThan(l.data()));
            assertThat(found.evaluated()).isEqualTo(new TrainingSearch(usual, DENSE).run(64).evaluated());
        }
    }

    /// A job whose pipelines are faster by `factor` with all copies outside.
    private record Reordered(MadeUpOracle usual, double factor) implements Oracle {

        @Override
        public List<TrainingLayout> orders(TrainingLayout layout) {
            return layout.pipeline() == 1 || layout.data() == 1 ? List.of() : List.of(layout.inside(1));
        }

        @Override
        public double seconds(TrainingSetup setup) {
            return usual.seconds(plain(setup)) * (setup.layout().inside() < setup.layout().data() ? factor : 1);
        }

        private static TrainingSetup plain(TrainingSetup setup) {
            return setup.with(setup.layout().inside(setup.layout().data()));
        }

        @Override
        public Optional<String> conflict(TrainingSetup setup) {
            return usual.conflict(plain(setup));
        }

        @Override
        public double bytes(TrainingSetup setup) {
            return usual.bytes(plain(setup));
        }

        @Override
        public double usable() {
            return usual.usable();
        }

        @Override
        public TrainingMemory memory(TrainingSetup setup) {
            return usual.memory(plain(setup));
        }

        @Override
        public double floor(TrainingSetup setup) {
            return usual.floor(plain(setup));
        }

        @Override
        public double least(TrainingSetup setup) {
            return usual.least(plain(setup));
        }
    }

    private static List<Timed> exhaustive(Space space, Oracle oracle, int ranks) {
        return space.shapes(ranks, new Tally()).stream().flatMap(shape -> new Variants(space, shape, TrainingSearch.NO_OFFLOAD).all().stream())
                .flatMap(v -> space.recomputations().stream().map(v::with)).filter(s -> oracle.conflict(s).isEmpty() && oracle.fits(s))
                .map(s -> new Timed(s, oracle.seconds(s), oracle.bytes(s))).sorted(Timed.FASTEST).toList();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void theAnswerIsTheSameForAnyNumberOfThreads(long seed) throws Exception {
        TrainingSearch search = new TrainingSearch(new MadeUpOracle(seed, USABLE, MIXTURE.globalBatch()), MIXTURE);
        Found alone = on(1, search);
        Found together = on(5, search);

        assertThat(together.sorted()).isEqualTo(alone.sorted());
        assertThat(together.candidates).isEqualTo(alone.candidates);
        assertThat(together.out.summaries()).isEqualTo(alone.out.summaries());
    }

    private static Found on(int threads, TrainingSearch search) throws Exception {
        try (ForkJoinPool pool = new ForkJoinPool(threads)) {
            return pool.submit(() -> search.run(128)).get();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void moreMemoryIsNeverSlower(long seed) {
        double before = Double.POSITIVE_INFINITY;
        for (double usable : new double[] {20, 40, 60, 90, 200, 1000}) {
            double seconds = new TrainingSearch(new MadeUpOracle(seed, usable, DENSE.globalBatch()), DENSE).run(64).best().map(Timed::seconds)
                    .orElse(Double.POSITIVE_INFINITY);
            assertThat(seconds).isLessThanOrEqualTo(before);
            before = seconds;
        }
    }

    @Test
    void everyCandidateIsTimedOrRejectedOrSlower() {
        Found found = new TrainingSearch(new MadeUpOracle(1, USABLE, DENSE.globalBatch()), DENSE).run(64);
        int rejected = found.out.summaries().stream().filter(s -> s.constraint() != Constraint.BATCH).mapToInt(Rejection.Summary::count).sum();

        assertThat(found.evaluated() + rejected).isLessThanOrEqualTo(found.candidates);
        assertThat(found.out.summaries()).extracting(Rejection.Summary::constraint).contains(Constraint.SHAPE, Constraint.MEMORY);
    }

    @Test
    void whatDoesNotFitNamesItsShortageAndItsLargestTerm() {
        Found found = new TrainingSearch(new MadeUpOracle(1, 0.01, DENSE.globalBatch()), DENSE).run(8);

        assertThat(found.evaluated()).isZero();
        Rejection nearest = found.out.nearest(Constraint.MEMORY).orElseThrow();
        assertThat(nearest.margin()).isGreaterThan(1);
        assertThat(nearest.detail()).contains("GiB short of", "largest: states");
    }

    @Test
    void hostMemoryIsUsedOnlyWhereNothingFitsWithoutIt() {
        TrainingSearch roomy = new TrainingSearch(new MadeUpOracle(1, USABLE, DENSE.globalBatch()), DENSE);
        assertThat(roomy.runSomehow(64, _ -> true).sorted()).allMatch(t -> t.setup().offload().equals(Offload.NONE));
        double least = exhaustive(DENSE, new MadeUpOracle(1, Double.MAX_VALUE, DENSE.globalBatch()), 16).stream().mapToDouble(Timed::memory).min().orElseThrow();
        TrainingSearch tight = new TrainingSearch(new MadeUpOracle(1, 0.9 * least, DENSE.globalBatch()), DENSE);

        assertThat(tight.run(16).sorted()).isEmpty();
        assertThat(tight.runSomehow(16, _ -> true).sorted()).isNotEmpty().noneMatch(t -> t.setup().offload().equals(Offload.NONE));
    }

    @Test
    void aBatchThatDoesNotDivideLeavesRanksIdleAndSaysSo() {
        Tally out = new Tally();
        List<Shape> shapes = new Space(12, 8, 0, 4096, 48, List.of(8), RECOMPUTATIONS, true).shapes(64, out);

        assertThat(shapes).allMatch(s -> 48 % s.data() == 0 && s.ranks() <= 64);
        assertThat(out.nearest(Constraint.BATCH).orElseThrow().detail()).contains("48 sequences per iteration cannot be divided among dp 64");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void noPointOfTheFrontierIsBettered(long seed) {
        TrainingSearch search = new TrainingSearch(new MadeUpOracle(seed, USABLE, DENSE.globalBatch()), DENSE);
        Found found = search.run(64);
        List<Timed> frontier = search.frontier(found);

        assertThat(frontier.getFirst()).isEqualTo(found.best().orElseThrow());
        assertThat(frontier).allSatisfy(p -> assertThat(found.sorted()).noneMatch(t -> t.seconds() < p.seconds() && t.memory() < p.memory()));
    }

    @ParameterizedTest
    @CsvSource({"1,6", "2,10", "3,16", "4,3", "5,30"})
    void theFewestCardsAreShortEnoughAndHalfOfThemAreNot(long seed, double limit) {
        TrainingSearch search = new TrainingSearch(new MadeUpOracle(seed, USABLE, MIXTURE.globalBatch()), MIXTURE);
        OptionalInt ranks = new FewestCards(search, 8, 1024, limit).ranks();

        assertThat(ranks).isPresent();
        assertThat(ranks.getAsInt() % 8).isZero();
        assertThat(seconds(search, ranks.getAsInt())).isLessThanOrEqualTo(limit);
        assertThat(ranks.getAsInt() == 8 || seconds(search, ranks.getAsInt() / 2) > limit).isTrue();
    }

    @Test
    void noNumberOfCardsIsGivenWhereNoneWillDo() {
        TrainingSearch search = new TrainingSearch(new MadeUpOracle(1, USABLE, DENSE.globalBatch()), DENSE);

        assertThat(new FewestCards(search, 8, 512, 1e-3).ranks()).isEmpty();
    }

    private static double seconds(TrainingSearch search, int ranks) {
        return search.run(ranks).best().map(Timed::seconds).orElse(Double.POSITIVE_INFINITY);
    }

    @Test
    void recomputingMoreCoversRecomputingLess() {
        Recompute cheap = RECOMPUTATIONS.get(1);
        Recompute wide = new Recompute.Selective(EnumSet.of(Part.NORM, Part.FEED_FORWARD));

        assertThat(Recomputations.covers(cheap, Recompute.NONE)).isTrue();
        assertThat(Recomputations.covers(wide, cheap)).as("a feed-forward contains its activation function").isTrue();
        assertThat(Recomputations.covers(cheap, wide)).isFalse();
        assertThat(Recomputations.covers(Recompute.FULL, wide)).isTrue();
        assertThat(Recomputations.covers(new Recompute.Full(0.5), wide)).isFalse();
        assertThat(Recomputations.covers(new Recompute.Full(0.5), new Recompute.Full(0.25))).isTrue();
    }

    @Test
    void aSetupLabelTellsVariantsApart() {
        List<TrainingSetup> setups = DENSE.shapes(32, new Tally()).stream().flatMap(s -> new Variants(DENSE, s, TrainingSearch.NO_OFFLOAD).all().stream())
                .flatMap(v -> DENSE.recomputations().stream().map(v::with)).toList();

        assertThat(setups.stream().map(TrainingSetup::label)).doesNotHaveDuplicates();
    }
}
