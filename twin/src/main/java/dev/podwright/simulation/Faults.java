package dev.podwright.simulation;

import java.util.List;

/// What breaks, and what becomes of the requests.
///
/// @param incidents known beforehand
/// @param meanSeconds between two losses of one replica, for each pool, drawn exponentially while it serves; empty = none are drawn
/// @param repair seconds until a replica so lost serves again
/// @param policy what becomes of requests
/// @param mostRetries times that a request may begin anew before it is given up
public record Faults(List<Incident> incidents, List<Double> meanSeconds, double repair, Policy policy, int mostRetries) {

    /// How often gateways try again by default: SGLang's router (`--retry-max-retries` 5); Dynamo's documentation suggests a
    /// `--migration-limit` of 3.
    public static final int USUAL_RETRIES = 5;

    /// Nothing breaks.
    public static final Faults NONE = new Faults(List.of(), List.of(), 0, Policy.RESEND, USUAL_RETRIES);

    /// What becomes of the requests of a lost replica.
    public enum Policy {
        /// They are lost: clients get an error.
        LOSE("lose"),
        /// Those of which no token has been sent are routed again, the others are lost: what a gateway can do (SGLang's router, whose
        /// retries end where a stream has begun).
        RESEND("resend"),
        /// All are routed again; tokens that were sent are not generated anew but computed with the prompt (Dynamo's request migration,
        /// docs/fault_tolerance/request_migration.md).
        MIGRATE("migrate");

        private final String label;

        Policy(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    public Faults {
        incidents = List.copyOf(incidents);
        meanSeconds = List.copyOf(meanSeconds);
        if (meanSeconds.stream().anyMatch(s -> !(s > 0)) || !meanSeconds.isEmpty() && !(repair > 0) || mostRetries < 0) {
            throw new IllegalArgumentException("Means of %s s, repair in %s s, %d retries.".formatted(meanSeconds, repair, mostRetries));
        }
    }

    /// Incidents known beforehand.
    public static Faults of(Policy policy, Incident... incidents) {
        return new Faults(List.of(incidents), List.of(), 0, policy, USUAL_RETRIES);
    }

    public boolean none() {
        return incidents.isEmpty() && meanSeconds.isEmpty();
    }
}
