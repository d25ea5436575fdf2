package dev.podwright.calibration;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/// Packs whole numbers into a short text: an adaptive binary range coder (Martin 1979, "Range encoding"; the carry is handled as in LZMA), written as
/// Z85. Integer arithmetic only, so that the same numbers give the same text on every machine, which a general compressor does not
/// promise. [Unpacker] reads it.
final class Packer {
    private static final long TOP = 1L << 24;
    private static final long LOW_BITS = 0xFFFFFFFFL;
    private static final int CARRY_BITS = 32;
    private static final int FLUSHES = 5;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private long low;
    private long range = LOW_BITS;
    private int cache;
    private long pending = 1;

    /// Writes a number, likely a small one, of either sign.
    void signed(Model model, int value) {
        unsigned(model, value << 1 ^ value >> Integer.SIZE - 1);
    }

    /// Writes a number of at least 0, likely a small one: how many bits it has, then the bits.
    void unsigned(Model model, int value) {
        int bits = Integer.SIZE - Integer.numberOfLeadingZeros(value);
        for (int i = 0; i < bits; i++) {
            bit(model.length, i, 1);
        }
        bit(model.length, bits, 0);
        int node = 1;
        for (int i = bits - 2; i >= 0; i--) {
            int bit = value >>> i & 1;
            bit(model.mantissa, Model.place(bits, node), bit);
            node = node << 1 | bit;
        }
    }

    private void bit(int[] odds, int at, int bit) {
        long bound = (range >>> Model.BITS) * odds[at];
        if (bit == 0) {
            range = bound;
        } else {
            low += bound;
            range -= bound;
        }
        Model.learn(odds, at, bit);
        while (range < TOP) {
            range = range << Byte.SIZE & LOW_BITS;
            shift();
        }
    }

    private void shift() {
        if (low < LOW_BITS - (TOP - 1) || low > LOW_BITS) {
            int carry = (int) (low >>> CARRY_BITS);
            int held = cache;
            for (; pending > 0; pending--) {
                out.write(held + carry);
                held = (1 << Byte.SIZE) - 1;
            }
            cache = (int) (low >>> 24) & (1 << Byte.SIZE) - 1;
        }
        pending++;
        low = (low & TOP - 1) << Byte.SIZE;
    }

    /// The text; the packer is done with.
    String text() {
        for (int i = 0; i < FLUSHES; i++) {
            shift();
        }
        byte[] bytes = out.toByteArray();
        int end = bytes.length;
        // Bytes beyond the end read as 0, the first is always 0.
        while (end > 1 && bytes[end - 1] == 0) {
            end--;
        }
        return Z85.encode(Arrays.copyOfRange(bytes, 1, end));
    }

    /// Odds that adapt: of each bit of the length of a number, and of the first bits after its highest.
    static final class Model {
        static final int BITS = 11;
        private static final int EVEN = 1 << BITS - 1;
        private static final int SPEED = 4;
        /// Bits after the highest that have odds of their own.
        private static final int DEEP = 3;
        final int[] length = fresh(Integer.SIZE + 2);
        final int[] mantissa = fresh((Integer.SIZE + 1) << DEEP);

        private static int[] fresh(int size) {
            int[] odds = new int[size];
            Arrays.fill(odds, EVEN);
            return odds;
        }

        /// Where the odds of a bit stand; lower bits of long numbers share one place.
        static int place(int bits, int node) {
            return (bits << DEEP) + (node < 1 << DEEP ? node : 0);
        }

        static void learn(int[] odds, int at, int bit) {
            odds[at] += bit == 0 ? (1 << BITS) - odds[at] >> SPEED : -(odds[at] >> SPEED);
        }
    }
}
