package dev.podwright.diagnosis;

import static dev.podwright.diagnosis.Workbench.ASCEND;
import static dev.podwright.diagnosis.Workbench.NVIDIA;
import static dev.podwright.diagnosis.Workbench.alike;
import static dev.podwright.diagnosis.Workbench.exchange;
import static dev.podwright.diagnosis.Workbench.gemm;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.podwright.fabric.Collective;
import dev.podwright.fabric.Group;
import dev.podwright.model.Operator;
import dev.podwright.profile.Alike;
import dev.podwright.profile.Use;
import dev.podwright.units.Cost;
import dev.podwright.units.Interval;
import dev.podwright.units.Precision;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Troubles planted one by one in profiles made by hand.
class DiagnosticianTest {
    /// Times are kept in whole nanoseconds.
    private static final double TICK = 1e-8;

    @Test
    void aProductThatTakesThreeTimesItsPriceIsSlowByTwoThirdsOfItsTime() {
        Workbench bench = new Workbench(ASCEND);
        double price = bench.kernel("MatMulV2", gemm(4096, 4096, 4096)).value();
        double other = bench.kernel("MatMulV3", gemm(4096, 8192, 8192)).value();
        bench.rank().run("MatMulV2", 3 * price).run("MatMulV3", other);

        Diagnosis found = bench.diagnose();

        assertThat(found.findings()).singleElement().satisfies(f -> {
            assertThat(f.kind()).isEqualTo(Finding.Kind.SLOW_OPERATOR);
            assertThat(f.subject()).isEqualTo("MatMulV2");
            assertThat(f.gain().value()).isCloseTo(2 * price, within(TICK));
            assertThat(f.what()).contains("3 times as long");
        });
        assertThat(found.step()).isCloseTo(3 * price + other, within(TICK));
        assertThat(found.expected().value()).isCloseTo(price + other, within(TICK));
        assertThat(found.excess()).isCloseTo((found.step() - found.expected().high()) / found.step(), within(1e-12)).isPositive();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void aHealthyProfileRaisesNoAlarm(long seed) {
        Random random = new Random(seed);
        Workbench bench = new Workbench(seed % 2 == 0 ? ASCEND : NVIDIA);
        Interval[] prices = new Interval[12];
        for (int i = 0; i < prices.length; i++) {
            prices[i] = bench.kernel("product" + i, gemm(256 << random.nextInt(4), 1024 << random.nextInt(3), 1024 << random.nextInt(3)));
        }
        Interval sum = bench.collective("allReduce", new Collective.AllReduce(64e6, Group.adjacent(8)));
        Workbench.Rank rank = bench.rank();
        for (int layer = 0; layer < 20; layer++) {
            // The exchange runs beside the next layer's products.
            rank.beside(exchange("allReduce", "all_reduce", 64e6, 8), inside(sum, random));
            for (int i = 0; i < prices.length; i++) {
                rank.run("product" + i, inside(prices[i], random)).idle(0.4e-6);
            }
        }

        Diagnosis found = bench.diagnose();

        assertThat(found.findings().stream().filter(f -> f.kind() != Finding.Kind.EXPOSED_COMMUNICATION)).isEmpty();
        assertThat(found.excess()).isZero();
    }

    @Test
    void theHostThatLaunchesLateCostsTheGaps() {
        Workbench bench = new Workbench(NVIDIA);
        double price = bench.kernel("gemm", gemm(1024, 1024, 1024)).value();
        Workbench.Rank rank = bench.rank();
        rank.launched("gemm", price, 5e-6);
        for (int i = 0; i < 99; i++) {
            rank.idle(20e-6).launched("gemm", price, 5e-6);
        }

        Diagnosis found = bench.diagnose();

        assertThat(found.findings()).singleElement().satisfies(f -> {
            assertThat(f.kind()).isEqualTo(Finding.Kind.HOST_GAPS);
            assertThat(f.gain().value()).isCloseTo(99 * (20e-6 - Gaps.TURN_ROUND), within(100 * TICK));
            assertThat(f.gain().low()).isEqualTo(f.gain().value());
            assertThat(f.source()).contains("CUDA Graphs");
        });
    }

    @Test
    void gapsOfAProfileWithoutLaunchesAreTheHostsBeyondARoundTripOnly() {
        Workbench bench = new Workbench(ASCEND);
        double price = bench.kernel("MatMul", gemm(1024, 1024, 1024)).value();
        Workbench.Rank rank = bench.rank();
        rank.unlaunched("MatMul", price).idle(20e-6).unlaunched("MatMul", price);

        Finding found = bench.diagnose().findings().getFirst();

        assertThat(found.kind()).isEqualTo(Finding.Kind.HOST_GAPS);
        assertThat(found.gain().low()).isCloseTo(20e-6 - Gaps.ROUND_TRIP, within(TICK));
        assertThat(found.gain().value()).isCloseTo(20e-6 - Gaps.TURN_ROUND, within(TICK));
        assertThat(found.evidence()).anyMatch(e -> e.contains("does not tell when tasks were launched"));
        assertThat(found.remedy()).contains("TASK_QUEUE_ENABLE=2");
    }

    @Test
    void aSynchronisationIsNamedAsTheCauseOfTheGapBehindIt() {
        Workbench bench = new Workbench(NVIDIA);
        double price = bench.kernel("gemm", gemm(4096, 4096, 4096)).value();
        Workbench.Rank rank = bench.rank();
        rank.launched("gemm", price, 1e-6).hostWaits(price / 2, price / 2 + 3e-6).idle(50e-6).launched("gemm", price, 1e-6);

        assertThat(bench.diagnose().findings()).singleElement().satisfies(f -> {
            assertThat(f.subject()).isEqualTo("device idle after synchronisations");
            assertThat(f.gain().value()).isCloseTo(50e-6 - Gaps.TURN_ROUND, within(TICK));
        });
    }

    @Test
    void aGapBeforeATaskThatWasLaunchedInTimeIsNotTheHosts() {
        Workbench bench = new Workbench(NVIDIA);
        double price = bench.kernel("gemm", gemm(1024, 1024, 1024)).value();
        Workbench.Rank rank = bench.rank();
        rank.launched("gemm", price, 1e-6).idle(20e-6).launched("gemm", price, 20e-6 + price);

        assertThat(bench.diagnose().findings()).isEmpty();
    }

    @Test
    void anExchangeThatNothingHidesIsExposedAndMayBeHiddenBehindWhatComputes() {
        Workbench bench = new Workbench(ASCEND);
        double price = bench.kernel("MatMul", gemm(8192, 8192, 8192)).value();
        double sum = bench.collective("hcom_allReduce_", new Collective.AllReduce(64e6, Group.adjacent(8))).value();
        bench.rank().run("MatMul", price).run(exchange("hcom_allReduce_", "all_reduce", 64e6, 8), sum);

        Diagnosis found = bench.diagnose();

        assertThat(found.findings()).singleElement().satisfies(f -> {
            assertThat(f.kind()).isEqualTo(Finding.Kind.EXPOSED_COMMUNICATION);
            assertThat(f.gain().low()).isZero();
            assertThat(f.gain().value()).isCloseTo(Math.min(sum, price), within(TICK));
        });
        assertThat(found.excess()).isZero();
    }

    @Test
    void aSlowLinkShowsAsBandwidthBelowThePredicted() {
        Workbench bench = new Workbench(ASCEND);
        double price = bench.kernel("MatMul", gemm(8192, 8192, 8192)).value();
        Interval sum = bench.collective("hcom_allReduce_", new Collective.AllReduce(64e6, Group.adjacent(8)));
        double slow = 2 * sum.high();
        bench.rank().run("MatMul", price).run(exchange("hcom_allReduce_", "all_reduce", 64e6, 8), slow);

        Finding found = bench.diagnose().findings().getFirst();

        assertThat(found.kind()).isEqualTo(Finding.Kind.SLOW_COMMUNICATION);
        assertThat(found.gain().value()).isCloseTo(slow - sum.value(), within(TICK));
        assertThat(found.evidence()).anyMatch(e -> e.startsWith("Bus bandwidth"));
        assertThat(found.cause()).contains("transfer itself is slow");
    }

    @Test
    void anOperatorOnTheAiCpuLosesWhatItsTrafficWouldNotTake() {
        Workbench bench = new Workbench(ASCEND);
        double price = bench.kernel("MatMul", gemm(4096, 4096, 4096)).value();
        List<Use.Tensor> ids = List.of(new Use.Tensor(List.of(1_000_000L), "int64", "ND"));
        Alike sort = new Alike(Use.Kind.KERNEL, "Sort", "", List.of(), ids, ids, List.of(), "AI_CPU", false, Optional.empty(), 0);
        bench.rank().run("MatMul", price).run(sort, 5e-3);
        double traffic = ASCEND.kernels().price(new Operator.Stream("Sort", 16e6, 0, Precision.BF16)).seconds();

        assertThat(bench.diagnose().findings()).singleElement().satisfies(f -> {
            assertThat(f.kind()).isEqualTo(Finding.Kind.CPU_FALLBACK);
            assertThat(f.gain().value()).isCloseTo(5e-3 - traffic, within(TICK));
            assertThat(f.gain().low()).isPositive();
        });
    }

    @Test
    void aKernelThatDrivesACollectiveFromTheAiCpuIsCommunicationAndNoFallback() {
        Workbench bench = new Workbench(ASCEND);
        double price = bench.kernel("MatMul", gemm(4096, 4096, 4096)).value();
        bench.rank().run("MatMul", price).run(alike("allreduceAicpuKernel", "AI_CPU"), 5e-3);

        Diagnosis found = bench.diagnose();

        assertThat(found.findings()).isNotEmpty().noneMatch(f -> f.kind() == Finding.Kind.CPU_FALLBACK);
        assertThat(found.ranks()).singleElement().satisfies(r -> assertThat(r.exposed()).isCloseTo(5e-3, within(TICK)));
    }

    @Test
    void anOperatorOnTheHostLosesItsCopiesAndTheTimeTheDeviceWaitsForIt() {
        Workbench bench = new Workbench(ASCEND);
        double price = bench.kernel("MatMul", gemm(4096, 4096, 4096)).value();
        Alike copy = new Alike(Use.Kind.COPY, "MEMCPY_ASYNC", "aten::copy_", List.of("aten::_to_cpu", "aten::unique_consecutive"), List.of(), List.of(), List.of(), "", false, Optional.empty(), 8e6);
        bench.rank().run("MatMul", price).run(copy, 1e-3).idle(4e-3).run("MatMul", price);

        assertThat(bench.diagnose().findings()).singleElement().satisfies(f -> {
            assertThat(f.kind()).isEqualTo(Finding.Kind.CPU_FALLBACK);
            assertThat(f.subject()).isEqualTo("aten::unique_consecutive");
            assertThat(f.gain().value()).isCloseTo(5e-3 - Gaps.TURN_ROUND, within(TICK));
        });
    }

    @Test
    void conversionsOfFormatMayBeSavedWhole() {
        Workbench bench = new Workbench(ASCEND);
        double price = bench.kernel("MatMul", gemm(4096, 4096, 4096)).value();
        Alike convert = new Alike(Use.Kind.KERNEL, "TransData", "", List.of(), List.of(new Use.Tensor(List.of(4096L, 4096L), "bfloat16", "ND")),
                List.of(new Use.Tensor(List.of(256L, 256L, 16L, 16L), "bfloat16", "FRACTAL_NZ")), List.of(), "AI_VECTOR_CORE", false, Optional.empty(), 0);
        bench.rank().run(convert, 60e-6).run("MatMul", price);

        assertThat(bench.diagnose().findings()).singleElement().satisfies(f -> {
            assertThat(f.kind()).isEqualTo(Finding.Kind.FORMAT_CONVERSION);
            assertThat(f.gain().value()).isCloseTo(60e-6, within(TICK));
            assertThat(f.evidence()).anyMatch(e -> e.contains("from ND to FRACTAL_NZ"));
        });
    }

    @Test
    void aProductOfRowsThatMissTheTilesPaysForThePadding() {
        Workbench bench = new Workbench(ASCEND);
        Interval price = bench.kernel("MatMul", gemm(8192, 8200, 8192));
        double seconds = price.value() * 1.02;
        bench.rank().run("MatMul", seconds);
        double rows = seconds - price.value();

        // 8,200 columns fill 513 tiles of 16: 8 of 8,208 are padding, too little to tell; rows of 16,400 bytes are no multiple of 512.
        assertThat(bench.diagnose().findings()).singleElement().satisfies(f -> {
            assertThat(f.kind()).isEqualTo(Finding.Kind.UNALIGNED_SHAPE);
            assertThat(f.gain().value()).isCloseTo(rows, within(TICK));
            assertThat(f.evidence().getFirst()).contains("8200", "8208", "512");
        });
    }

    @Test
    void shapesThatAreSlowButTooShortToNameReachTooLittleOfTheChipTogether() {
        Workbench bench = new Workbench(ASCEND);
        Workbench.Rank rank = bench.rank();
        double lost = 0;
        for (int i = 0; i < 200; i++) {
            Interval price = bench.kernel("product" + i, gemm(1024, 4096 + 256 * i, 4096));
            rank.run("product" + i, price.high() * 1.2);
            lost += price.high() * 1.2 - price.value();
        }
        double gain = lost;

        assertThat(bench.diagnose().findings().getFirst()).satisfies(f -> {
            assertThat(f.kind()).isEqualTo(Finding.Kind.LOW_UTILISATION);
            assertThat(f.gain().value()).isCloseTo(gain, within(0.02 * gain));
            assertThat(f.evidence()).anyMatch(e -> e.contains("the peak of the matrix units"));
        });
    }

    @Test
    void aProductWithoutShapesWhoseCubeIsIdleUsesTooLittleOfIt() {
        Workbench bench = new Workbench(ASCEND);
        Workbench.Rank rank = bench.rank();
        int use = rank.run("unshaped product", 1e-3).builder.use(alike("unshaped product", ""));
        rank.builder.counter(use, "aic_mac_ratio", 0.2);
        rank.builder.counter(use, "aic_mte2_ratio", 0.1);
        double best = large(ASCEND.kernels().price(gemm(8192, 8192, 8192)));

        assertThat(bench.diagnose().findings()).singleElement().satisfies(f -> {
            assertThat(f.kind()).isEqualTo(Finding.Kind.LOW_UTILISATION);
            assertThat(f.gain().value()).isCloseTo(1e-3 * (1 - 0.2 / best), within(TICK));
            assertThat(f.gain().low()).isZero();
            assertThat(f.evidence()).anyMatch(e -> e.contains("aic_mac_ratio"));
        });
    }

    private static double large(Cost cost) {
        return cost.ideal() / cost.seconds();
    }

    @Test
    void theRankThatComputesLongestIsTheStraggler() {
        Workbench bench = new Workbench(NVIDIA);
        double price = bench.kernel("gemm", gemm(4096, 4096, 4096)).value();
        double sum = bench.collective("ncclAllReduce", new Collective.AllReduce(1e6, Group.adjacent(4))).value();
        double late = 0.3 * price;
        for (int rank = 0; rank < 4; rank++) {
            Workbench.Rank made = bench.rank();
            for (int i = 0; i < 10; i++) {
                boolean slow = rank == 2;
                made.run("gemm", slow ? price + late : price).run(exchange("ncclAllReduce", "all_reduce", 1e6, 4), slow ? sum : sum + late);
            }
        }

        Diagnosis found = bench.diagnose();

        Finding straggler = found.findings().stream().filter(f -> f.kind() == Finding.Kind.STRAGGLER).findFirst().orElseThrow();
        assertThat(straggler.subject()).isEqualTo("rank 2");
        assertThat(straggler.gain().value()).isCloseTo(10 * late, within(1e-6));
        assertThat(straggler.cause()).contains("same kernels slower");
        assertThat(straggler.evidence().getFirst()).contains("10 of 10 collectives");
        assertThat(found.ranks().get(2).waiting()).isZero();
        assertThat(found.ranks().get(0).waiting()).isCloseTo(10 * late, within(1e-6));
    }

    @Test
    void withoutCollectivesTheRankThatComputesLongestStandsOut() {
        Workbench bench = new Workbench(NVIDIA);
        double price = bench.kernel("gemm", gemm(4096, 4096, 4096)).value();
        bench.rank().run("gemm", price).run("gemm", price);
        bench.rank().run("gemm", price).run("gemm", price).run("gemm", price);
        bench.rank().run("gemm", price).run("gemm", price);

        assertThat(bench.diagnose().findings()).singleElement().satisfies(f -> {
            assertThat(f.kind()).isEqualTo(Finding.Kind.STRAGGLER);
            assertThat(f.subject()).isEqualTo("rank 1");
            assertThat(f.gain().value()).isCloseTo(price / 3, within(TICK));
            assertThat(f.cause()).contains("more or larger kernels");
        });
    }

    @Test
    void ofSeveralStepsOnlyTheNamedOneIsLookedInto() {
        Workbench bench = new Workbench(NVIDIA);
        double price = bench.kernel("gemm", gemm(4096, 4096, 4096)).value();
        Workbench.Rank rank = bench.rank();
        rank.run("gemm", price).step("good", 0, price).run("gemm", price).idle(price).step("bad", price, 2 * price);

        assertThat(bench.diagnose(Optional.empty(), "good").findings()).isEmpty();
        assertThat(bench.diagnose(Optional.empty(), "bad").findings()).singleElement().satisfies(f -> {
            assertThat(f.kind()).isEqualTo(Finding.Kind.HOST_GAPS);
            assertThat(f.subject()).contains("begin and end");
        });
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void noSecondCountsTwiceAndPartsAddUp(long seed) {
        Random random = new Random(seed);
        Workbench bench = new Workbench(random.nextBoolean() ? ASCEND : NVIDIA);
        Interval[] prices = new Interval[6];
        for (int i = 0; i < prices.length; i++) {
            prices[i] = bench.kernel("product" + i, gemm(16 + random.nextInt(5000), 16 + random.nextInt(5000), 16 + random.nextInt(5000)));
        }
        Interval sum = bench.collective("sum", new Collective.AllReduce(8e6, Group.adjacent(8)));
        int ranks = 1 + random.nextInt(3);
        for (int r = 0; r < ranks; r++) {
            Workbench.Rank rank = bench.rank();
            for (int task = 0; task < 200; task++) {
                int i = random.nextInt(prices.length);
                double factor = 0.5 + 3 * random.nextDouble();
                switch (task % 10) {
                    case 3 -> rank.run(exchange("sum", "all_reduce", 8e6, 8), sum.value() * factor);
                    case 4 -> rank.beside(exchange("sum", "all_reduce", 8e6, 8), sum.value() * factor);
                    case 5 -> rank.run(alike("Sort", "AI_CPU"), 20e-6 * factor);
                    case 6 -> rank.run(alike("TransData", "AI_VECTOR_CORE"), 20e-6 * factor);
                    case 7 -> rank.idle(30e-6 * random.nextDouble());
                    default -> rank.run("product" + i, prices[i].value() * factor);
                }
            }
        }

        Diagnosis found = bench.diagnose();

        double gains = found.findings().stream().mapToDouble(f -> f.gain().high()).sum();
        assertThat(gains).isPositive().isLessThanOrEqualTo(found.step() - ideal(found) + TICK);
        assertThat(found.parts().stream().mapToDouble(Part::measured).sum()).isCloseTo(found.step(), within(1e-9));
        assertThat(found.ranks()).allSatisfy(r -> assertThat(r.computing() + r.exposed() + r.copying() + r.idle()).isCloseTo(r.step(), within(1e-9)));
        assertThat(found.findings()).isSortedAccordingTo((a, b) -> Double.compare(b.gain().value(), a.gain().value()));
        assertThat(found.expected().low()).isLessThanOrEqualTo(found.step());
    }

    /// The step with every priced kernel at the fast end of its price or as fast as measured, all else gone.
    private static double ideal(Diagnosis found) {
        double ideal = 0;
        for (int r = 0; r < found.profiles().size(); r++) {
            RankView rank = RankView.of(r, found.profiles().get(r), found.repriced().get(r), "");
            for (int use = 0; use < rank.profile().uses().size(); use++) {
                if (rank.use(use).kind() == Use.Kind.KERNEL && rank.ratio(use).isPresent()) {
                    ideal += rank.occupancy().owned()[use] * Math.min(1, rank.ratio(use).get().low()) / found.profiles().size();
                }
            }
        }
        return ideal;
    }

    private static double inside(Interval price, Random random) {
        return price.low() + (price.high() - price.low()) * random.nextDouble();
    }
}
