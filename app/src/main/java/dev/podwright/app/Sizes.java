package dev.podwright.app;

import dev.podwright.document.InputException;
import dev.podwright.layout.ServingLayout;

/// Sizes of a replica as options give them.
final class Sizes {
    /// More than any replica has; products of so many stay whole numbers.
    private static final int MOST_RANKS = 1 << 20;

    private Sizes() {}

    /// @param tp, dp, pp, ep null where not given
    static ServingLayout layout(Integer tp, Integer dp, Integer pp, Integer ep) {
        int tensor = size("--tp", tp);
        int data = size("--dp", dp);
        int pipeline = size("--pp", pp);
        if ((long) tensor * data * pipeline > MOST_RANKS) {
            throw new InputException("--tp %d x --dp %d x --pp %d are more ranks than any system has.".formatted(tensor, data, pipeline), "Choose smaller sizes.");
        }
        int experts = ep == null ? (data > 1 ? tensor * data : 1) : size("--ep", ep);
        if (tensor * data % experts != 0) {
            throw new InputException("--ep %d does not divide --tp %d x --dp %d.".formatted(experts, tensor, data), "Experts are spread over the ranks of one stage: try --ep " + tensor * data + ".");
        }
        return new ServingLayout(tensor, data, pipeline, experts);
    }

    private static int size(String option, Integer value) {
        if (value != null && (value < 1 || value > MOST_RANKS)) {
            throw new InputException("%s is %d.".formatted(option, value), "Give a size from 1 to %,d.".formatted(MOST_RANKS));
        }
        return value == null ? 1 : value;
    }
}
