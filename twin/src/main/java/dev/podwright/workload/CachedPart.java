package dev.podwright.workload;

/// Which part of a prompt is found in a prefix cache.
public sealed interface CachedPart {

    /// Tokens found of a prompt of `input` tokens.
    double of(double input);

    /// So many tokens of every prompt.
    record Tokens(double count) implements CachedPart {
        @Override
        public double of(double input) {
            return count;
        }
    }

    /// A share of the prompt, image tokens counted.
    record Share(double share) implements CachedPart {
        public Share {
            if (!(share >= 0 && share < 1)) {
                throw new IllegalArgumentException("The share (%s) must be from 0 to below 1.".formatted(share));
            }
        }

        @Override
        public double of(double input) {
            return share * input;
        }
    }
}
