package dev.podwright.units;

/// How the error of one prediction hangs together with the errors of others: it is a sum of a part that all predictions
/// for one chip have in common (its clock, its framework), a part that predictions from one source have in common (a fit that lies
/// too low), and a part of its own (the kernel that the library picks for this shape).
///
/// @param scope what the common part is common to, such as a chip
/// @param common share of the squared error that all of the scope have in common
/// @param alike share of the rest that all from one source have in common
public record Tie(String scope, double common, double alike) {
    /// Errors from one source go together, errors from different sources do not.
    public static final Tie SOURCE = new Tie("", 0, 1);

    public Tie {
        if (!(common >= 0 && common <= 1 && alike >= 0 && alike <= 1)) {
            throw new IllegalArgumentException("The shares common (%s) and alike (%s) lie between 0 and 1.".formatted(common, alike));
        }
    }

    /// The factor by which the part common to the scope enters a sum of half-widths.
    double ofScope() {
        return Math.sqrt(common);
    }

    double ofSource() {
        return Math.sqrt((1 - common) * alike);
    }

    double ofItself() {
        return Math.sqrt((1 - common) * (1 - alike));
    }
}
