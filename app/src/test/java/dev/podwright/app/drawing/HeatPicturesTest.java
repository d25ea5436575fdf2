package dev.podwright.app.drawing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.podwright.catalog.Catalog;
import dev.podwright.catalog.Pod;
import dev.podwright.network.Load;
import dev.podwright.network.Network;
import dev.podwright.network.topology.Wired;
import dev.podwright.network.topology.Wirings;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Tables of links lose no link and add up to the load.
class HeatPicturesTest {
    private static Traffic random(Network network) {
        Random random = new Random(1);
        double[] bytes = new double[network.links()];
        for (int l = 0; l < bytes.length; l++) {
            bytes[l] = network.capacity(l) * random.nextDouble();
        }
        return Traffic.of(new Load(network, bytes), 1);
    }

    /// The outermost floor shows all its links, whatever they are called.
    @ParameterizedTest
    @ValueSource(strings = {"cloudmatrix384", "atlas-960-superpod", "superpod-h100", "tpu-v4-pod", "ub-mesh-pod", "deepseek-h800-2048"})
    void theTableOfTheOutermostFloorHoldsEveryLinkOnce(String id) {
        Pod pod = Catalog.bundled().pod(id);
        Wired wired = Wirings.of(pod);
        Traffic traffic = random(wired.network());
        Floors floors = new Floors(wired, Storey.of(pod), traffic);
        Map<String, List<Matrix>> matrices = HeatPictures.matrices(floors, traffic);
        Floor outermost = floors.all().getLast();
        List<Matrix> last = matrices.get(floors.title(outermost));

        double sum = 0;
        int links = 0;
        for (int l = 0; l < wired.network().links(); l++) {
            int storey = outermost.anatomy().storeyOfLink(l);
            if (storey >= outermost.from() && storey <= outermost.to()) {
                sum += traffic.use(l);
                links++;
            }
        }
        assertThat(last.stream().mapToInt(Matrix::count).sum()).isEqualTo(links);
        assertThat(last.stream().mapToDouble(Matrix::sum).sum()).isCloseTo(sum, within(1e-6 * sum));
        assertThat(last).allSatisfy(m -> assertThat(m.busiest()).isBetween(m.sum() / m.count(), 1.0));
    }

    @Test
    void withoutTrafficThereIsNoTable() {
        Pod pod = Catalog.bundled().pod("atlas-800-a2");
        Wired wired = Wirings.of(pod);
        assertThat(HeatPictures.of(wired, Storey.of(pod), Traffic.none(wired.network()))).isEmpty();
    }

    @Test
    void linksOfTheSameCellAreTakenTogetherHonestly() {
        Pod pod = Catalog.bundled().pod("ironwood-pod");
        Wired wired = Wirings.of(pod);
        List<Picture> pictures = HeatPictures.of(wired, Storey.of(pod), random(wired.network()));
        assertThat(pictures).extracting(Picture::title).anyMatch(t -> t.endsWith("busiest link of each cell")).anyMatch(t -> t.endsWith("mean of each cell"));
    }

    @Test
    void aLoadOfNothingIsIdleAndWhatIsDownIsNoDivisionByZero() {
        Pod pod = Catalog.bundled().pod("atlas-800-a2");
        Wired wired = Wirings.of(pod);
        double[] capacity = wired.network().capacities();
        capacity[0] = 0;
        Traffic traffic = Traffic.of(new Load(wired.network().withCapacities(capacity), new double[capacity.length]));
        assertThat(HeatPictures.of(wired, Storey.of(pod), traffic)).hasSize(1).allSatisfy(p -> assertThat(p.says()).contains("busiest 0 %"));
    }
}
