package dev.podwright.validation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class ExchangeFoldsTest {
    private static List<String> groups() {
        List<String> groups = new ArrayList<>();
        for (String chip : List.of("h100-sxm", "l40s")) {
            for (String what : List.of("all_reduce/library", "all_gather/library")) {
                for (int ranks = 2; ranks <= 6; ranks++) {
                    groups.add(chip + "/" + what + "/repository/1n/" + ranks + "r");
                }
            }
        }
        return groups;
    }

    @Test
    void everyGroupLiesInOneFoldWhateverTheOrderOfRows() {
        List<String> shuffled = new ArrayList<>(groups());
        shuffled.addAll(groups());
        Collections.shuffle(shuffled, new Random(7));
        Map<String, Integer> folds = ExchangeFolds.deal(groups());
        assertThat(folds).hasSize(20).isEqualTo(ExchangeFolds.deal(shuffled));
        assertThat(new TreeSet<>(folds.values())).containsExactly(0, 1, 2, 3, 4);
    }

    @Test
    void theRankCountsOfAnOperationLieInDifferentFolds() {
        Map<String, Integer> folds = ExchangeFolds.deal(groups());
        for (String start : List.of("h100-sxm/all_reduce", "h100-sxm/all_gather", "l40s/all_reduce", "l40s/all_gather")) {
            assertThat(folds.entrySet().stream().filter(e -> e.getKey().startsWith(start)).map(Map.Entry::getValue).distinct()).as(start).hasSize(5);
        }
    }

    @Test
    void aHalfWidthIsTheErrorAtTheRankOfItsShare() {
        double[] ten = {0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0};
        // ceil(11 * 0.88) = 10th of ten; ceil(5 * 0.88) = 5, of four the last.
        assertThat(ExchangeBands.conformal(ten)).isEqualTo(1.0);
        assertThat(ExchangeBands.conformal(new double[] {0.1, 0.2, 0.3, 0.4})).isEqualTo(0.4);
        double[] hundred = new double[100];
        for (int i = 0; i < 100; i++) {
            hundred[i] = i + 1;
        }
        // ceil(101 * 0.88) = 89.
        assertThat(ExchangeBands.conformal(hundred)).isEqualTo(89);
    }
}
