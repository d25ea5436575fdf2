package dev.podwright.fabric;

/// Ranks that communicate: runs of `run` members that stand `stride` apart, the first members of neighbouring runs `jump` apart. One run
/// holds all members unless something else stands in the midst of them, such as a pipeline inside data-parallel copies.
///
/// @param ranks how many
/// @param stride distance between neighbours of a run in rank order: 1 = adjacent ranks, so the group fills inner levels first
/// @param run members of a run; divides `ranks`
/// @param jump distance between runs; `ranks * stride` where one run is all
public record Group(int ranks, int stride, int run, long jump) {

    public Group {
        if (ranks < 1 || stride < 1) {
            throw new IllegalArgumentException("The group's ranks (%d) and stride (%d) must be at least 1.".formatted(ranks, stride));
        }
        if (run < 1 || ranks % run != 0 || jump < (long) run * stride) {
            throw new IllegalArgumentException("Runs of %d members, %d apart, must divide the group's %d ranks and end before the next (%d on)."
                    .formatted(run, stride, ranks, jump));
        }
        // Equal groups are equal records.
        if (run == ranks || jump == (long) run * stride) {
            run = ranks;
            jump = (long) ranks * stride;
        } else if (run == 1) {
            stride = Math.toIntExact(jump);
            run = ranks;
            jump = ranks * jump;
        }
    }

    public Group(int ranks, int stride) {
        this(ranks, stride, ranks, (long) ranks * stride);
    }

    public static Group adjacent(int ranks) {
        return new Group(ranks, 1);
    }

    /// Where member `index` stands from the first, in ranks.
    public long offset(int index) {
        return index / run * jump + (long) (index % run) * stride;
    }

    /// Members among the first `domain` ranks, at least one.
    public int within(long domain) {
        if (domain >= jump) {
            return (int) Math.min(ranks, domain / jump * run + Math.min(run, domain % jump / stride));
        }
        return (int) Math.min(run, Math.max(1, domain / stride));
    }

    /// Whether [#first] and [#every] of `count` members are groups of this kind.
    public boolean dividesInto(int count) {
        return ranks % count == 0 && (run % count == 0 || count % run == 0);
    }

    /// The first `count` members, beside which siblings of as many stand.
    public Group first(int count) {
        return count <= run ? new Group(count, stride) : new Group(count, stride, run, jump);
    }

    /// One member of each `count`.
    public Group every(int count) {
        int left = Math.max(1, ranks / count);
        if (run == ranks) {
            return new Group(left, stride * count);
        }
        return count >= run ? new Group(left, Math.toIntExact(jump * (count / run))) : new Group(left, stride * count, run / count, jump);
    }
}
