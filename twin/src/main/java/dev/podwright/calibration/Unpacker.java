package dev.podwright.calibration;


/// Reads what [Packer] wrote.
final class Unpacker {
    private static final long TOP = 1L << 24;
    private static final long LOW_BITS = 0xFFFFFFFFL;
    private static final int FIRST = 4;
    /// A text that goes on reading zeros this far beyond its end is none of ours.
    private static final int BEYOND = 1 << 16;

    private final byte[] bytes;
    private int at;
    private long range = LOW_BITS;
    private long code;

    /// @throws IllegalArgumentException if the text is not Z85
    Unpacker(String text) {
        bytes = Z85.decode(text);
        for (int i = 0; i < FIRST; i++) {
            code = code << Byte.SIZE | next();
        }
    }

    private int next() {
        if (at - bytes.length > BEYOND) {
            throw new IllegalArgumentException("the text of %d bytes ends too early".formatted(bytes.length));
        }
        return at < bytes.length ? bytes[at++] & 0xFF : zero();
    }

    private int zero() {
        at++;
        return 0;
    }

    int signed(Packer.Model model) {
        int value = unsigned(model);
        return value >>> 1 ^ -(value & 1);
    }

    int unsigned(Packer.Model model) {
        int bits = 0;
        while (bit(model.length, bits) == 1) {
            if (++bits > Integer.SIZE) {
                throw new IllegalArgumentException("a number has more than %d bits".formatted(Integer.SIZE));
            }
        }
        if (bits == 0) {
            return 0;
        }
        int value = 1;
        int node = 1;
        for (int i = bits - 2; i >= 0; i--) {
            int bit = bit(model.mantissa, Packer.Model.place(bits, node));
            value = value << 1 | bit;
            node = node << 1 | bit;
        }
        return value;
    }

    private int bit(int[] odds, int place) {
        long bound = (range >>> Packer.Model.BITS) * odds[place];
        int bit = code < bound ? 0 : 1;
        if (bit == 0) {
            range = bound;
        } else {
            code -= bound;
            range -= bound;
        }
        Packer.Model.learn(odds, place, bit);
        while (range < TOP) {
            range = range << Byte.SIZE & LOW_BITS;
            code = (code << Byte.SIZE | next()) & LOW_BITS;
        }
        return bit;
    }
}
