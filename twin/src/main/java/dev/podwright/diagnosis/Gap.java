package dev.podwright.diagnosis;

/// Idle times of the device of one kind that the same use ends.
///
/// @param follower index of the use that runs next; -1 where the step ends first or the profile has no single tasks
/// @param count how many
/// @param seconds of all together
/// @param avoidable what shrinking each to the device's own turn-round saves
/// @param sure what of that is the host's beyond doubt
record Gap(Cause cause, int follower, long count, double seconds, double avoidable, double sure) {

    enum Cause {
        /// The host waited for the device and launched only then.
        SYNCHRONISED,
        /// Nothing of the step had run yet.
        BEGINNING,
        /// The host launched the next task only when the device had nothing to do.
        LAUNCHED_LATE,
        /// The profile does not tell when the next task was launched.
        LAUNCH_UNKNOWN,
        /// Tensors were on the host, where an operator ran that has no kernel for the device.
        FALLBACK,
        /// The next task was launched in time: streams wait for each other.
        DEVICE,
        /// Nothing runs until the step ends.
        END;

        /// Whether the host could have done better.
        boolean host() {
            return this == SYNCHRONISED || this == LAUNCHED_LATE || this == LAUNCH_UNKNOWN || this == BEGINNING || this == END;
        }
    }
}
