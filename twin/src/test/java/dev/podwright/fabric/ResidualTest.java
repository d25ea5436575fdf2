package dev.podwright.fabric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.podwright.calibration.Calibration;
import dev.podwright.calibration.CollectiveFit;
import dev.podwright.calibration.ExchangeResiduals;
import dev.podwright.calibration.ResidualSheet;
import dev.podwright.catalog.Pod;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ResidualTest {
    private static final Pod POD = Pods.hgx(450, 50);
    private static final List<CollectiveFit> LAWS = List.of(Pods.plain("nccl/switch", "all_gather"), Pods.plain("nccl/switch", "all_reduce"));

    private static Fabric fabric(String sheet, double log) {
        var residuals = new ExchangeResiduals(Map.of(sheet, ResidualSheet.of(4, 1, 1, List.of(log))), Map.of("near h100-sxm all_gather", List.of(100, 200, 300)));
        return Fabric.of(POD, Pods.H100, new Calibration("", "", List.of(), List.of(), LAWS).with(residuals));
    }

    private static Collective gather(double bytes, int ranks) {
        return new Collective.AllGather(bytes, Group.adjacent(ranks));
    }

    @Test
    void aPriceInsideANodeIsTheClosedFormTimesWhatMeasurementsAdd() {
        double plain = Fabric.of(POD, Pods.H100, LAWS).seconds(gather(1e6, 4));
        assertThat(fabric("h100-sxm all_gather", 0.25).seconds(gather(1e6, 4))).isCloseTo(plain * Math.exp(0.25), within(1e-12));
        assertThat(fabric("nccl/switch all_gather", -0.1).price("c", gather(1e6, 4)).seconds()).isCloseTo(plain * Math.exp(-0.1), within(1e-12));
    }

    @Test
    void otherOperationsAndExchangesOverNetworksStayAsTheyWere() {
        Fabric plain = Fabric.of(POD, Pods.H100, LAWS);
        Fabric told = fabric("h100-sxm all_gather", 0.25);
        Collective reduce = new Collective.AllReduce(1e6, Group.adjacent(4));
        assertThat(told.seconds(reduce)).isEqualTo(plain.seconds(reduce));
        assertThat(told.seconds(gather(1e6, 16))).isEqualTo(plain.seconds(gather(1e6, 16)));
    }

    @Test
    void noResidualBeatsThePorts() {
        Random random = new Random(5);
        for (int i = 0; i < 200; i++) {
            Fabric fabric = fabric("h100-sxm all_gather", -4 + 8 * random.nextDouble());
            Collective collective = gather(Math.pow(10, 2 + 8 * random.nextDouble()), 2 + random.nextInt(7));
            var cost = fabric.price("c", collective);
            assertThat(cost.seconds()).isGreaterThanOrEqualTo(cost.ideal()).isEqualTo(fabric.seconds(collective));
        }
    }

    @Test
    void theIntervalIsThatOfTheSizeClass() {
        Fabric fabric = fabric("h100-sxm all_gather", 0);
        assertThat(fabric.price("c", gather(1e3, 4)).spread().high()).isCloseTo(0.1, within(1e-9));
        assertThat(fabric.price("c", gather(1e9, 4)).spread().high()).isCloseTo(0.3, within(1e-9));
    }
}
