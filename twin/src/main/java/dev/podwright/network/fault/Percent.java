package dev.podwright.network.fault;

import java.math.BigDecimal;
import java.math.MathContext;

/// Shares as people write them: 0.5 is 50, 0.125 is 12.5.
final class Percent {
    /// Shares that come from a division are shown so exactly.
    private static final MathContext SHOWN = new MathContext(4);

    private Percent() {}

    static String of(double share) {
        return BigDecimal.valueOf(share).movePointRight(2).round(SHOWN).stripTrailingZeros().toPlainString();
    }
}
