package dev.podwright.step;

/// Seconds of one pass of one block for one micro-batch.
///
/// @param seconds all, exposed communication counted
/// @param flops of the operators on this rank
/// @param alone seconds that communication would take by itself, by [Exchange]
/// @param exposed seconds of it that do not run behind computation, by [Exchange]
public record PassSeconds(double seconds, double flops, double[] alone, double[] exposed) {

    static final PassSeconds NOTHING = new PassSeconds(0, 0, new double[Exchange.values().length], new double[Exchange.values().length]);

    public double alone(Exchange kind) {
        return alone[kind.ordinal()];
    }

    public double exposed(Exchange kind) {
        return exposed[kind.ordinal()];
    }
}
