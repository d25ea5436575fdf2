package dev.podwright.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.podwright.catalog.Catalog;
import org.junit.jupiter.api.Test;

class BillTest {
    private static final Catalog CATALOG = Catalog.bundled();

    @Test
    void aPodsPowerIsSharedByItsChips() {
        // 559 kW over 384 cards
        Bill bill = Bill.of(CATALOG.pod("cloudmatrix384"), CATALOG.chip("ascend-910c"), 96, 50_000);
        assertThat(bill.watts().orElseThrow()).isCloseTo(559_000.0 / 4, within(1e-6));
        assertThat(bill.joulesPerToken().orElseThrow()).isCloseTo(559_000.0 / 4 / 50_000, within(1e-9));
        assertThat(bill.chipsOnly()).isFalse();
    }

    @Test
    void aChipsPowerSaysThatItLeavesOutHostsAndNetwork() {
        Bill bill = Bill.of(CATALOG.pod("h20-8"), CATALOG.chip("h20-96"), 8, 1000);
        assertThat(bill.watts().orElseThrow()).isEqualTo(8 * 400.0);
        assertThat(bill.chipsOnly()).isTrue();
    }

    @Test
    void whatNobodyPublishedStaysUnknown() {
        Bill bill = Bill.of(CATALOG.pod("h800-8"), CATALOG.chip("h800-sxm"), 8, 1000);
        assertThat(bill.watts()).isEmpty();
        assertThat(bill.wattsBasis()).contains("h800-sxm");
        assertThat(bill.dollarsPerMillionTokens()).isEmpty();
    }

    @Test
    void rentIsPricePerHourOverTokensPerHour() {
        Catalog rented = CATALOG.set("h20-96.price=1.8USD/h");
        // 8 cards x 1.8 USD / 3600 s / 1000 tokens/s x 1e6 = 4 USD
        Bill bill = Bill.of(rented.pod("h20-8"), rented.chip("h20-96"), 8, 1000);
        assertThat(bill.dollarsPerMillionTokens().orElseThrow()).isCloseTo(4, within(1e-9));
    }
}
