package dev.podwright.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OfferTest {
    private final List<Integer> workedOut = new ArrayList<>();

    private Offer offer(int chips) {
        return new Offer(chips, 1, () -> {
            workedOut.add(chips);
            return null;
        });
    }

    @Test
    void onlyWhatMayBeAmongTheFirstIsWorkedOut() {
        Offer.best(List.of(offer(9), offer(4), offer(7), offer(2)), 2, Offer::chips);
        assertThat(workedOut).containsExactly(2, 4);
    }

    @Test
    void whatTiesWithTheLastIsWorkedOutToo() {
        Offer.best(List.of(offer(9), offer(4), offer(4), offer(2), offer(4)), 2, Offer::chips);
        assertThat(workedOut).containsExactly(2, 4, 4, 4);
    }

    @Test
    void fewerThanAskedForAreAllWorkedOut() {
        assertThat(Offer.best(List.of(), 2, Offer::chips)).isEmpty();
        assertThat(Offer.best(List.of(offer(3)), 2, Offer::chips)).hasSize(1);
    }
}
