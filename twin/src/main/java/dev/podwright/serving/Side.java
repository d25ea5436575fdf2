package dev.podwright.serving;

import dev.podwright.units.Cost;
import dev.podwright.units.Interval;

/// Which end of their intervals all costs are taken at: the errors of one chip's kernels have common causes.
enum Side {
    LOW {
        @Override
        double of(Interval interval) {
            return interval.low();
        }
    },
    VALUE {
        @Override
        double of(Interval interval) {
            return interval.value();
        }
    },
    HIGH {
        @Override
        double of(Interval interval) {
            return interval.high();
        }
    };

    abstract double of(Interval interval);

    /// Seconds of one execution.
    double of(Cost cost) {
        return this == VALUE ? cost.seconds() : of(cost.interval());
    }
}
