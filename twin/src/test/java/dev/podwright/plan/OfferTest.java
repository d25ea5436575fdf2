package dev.podwright.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OfferTest {
    private final List<String> workedOut = new ArrayList<>();

    private Offer offer(int chips, String kind) {
        return new Offer(chips, 1, kind, () -> {
            workedOut.add(chips + kind);
            return null;
        });
    }

    @Test
    void theBestOfEachOfTheFirstKindsIsWorkedOut() {
        Offer.best(List.of(offer(9, "a"), offer(4, "b"), offer(7, "c"), offer(2, "a"), offer(5, "b")), 2, Offer::chips);
        assertThat(workedOut).containsExactly("2a", "4b");
    }

    @Test
    void whatTiesWithinAKindIsWorkedOutToo() {
        Offer.best(List.of(offer(9, "b"), offer(4, "a"), offer(4, "a"), offer(6, "a")), 1, Offer::chips);
        assertThat(workedOut).containsExactly("4a", "4a");
    }

    @Test
    void kindsThatTieWithTheLastAreWorkedOutToo() {
        Offer.best(List.of(offer(9, "d"), offer(4, "b"), offer(4, "c"), offer(2, "a")), 2, Offer::chips);
        assertThat(workedOut).containsExactly("2a", "4b", "4c");
    }

    @Test
    void fewerThanAskedForAreAllWorkedOut() {
        assertThat(Offer.best(List.of(), 2, Offer::chips)).isEmpty();
        assertThat(Offer.best(List.of(offer(3, "a")), 2, Offer::chips)).hasSize(1);
    }
}
