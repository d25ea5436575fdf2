package dev.podwright.migration;

import dev.podwright.knowledge.support.OperatorSupport;
import dev.podwright.plan.Subject;
import dev.podwright.repricing.Repricing;
import dev.podwright.units.Interval;
import java.util.List;
import java.util.Optional;

/// What the move to each target asks for.
public record Report(Question question, List<OnTarget> targets) {
    public Report {
        targets = List.copyOf(targets);
    }

    /// One target.
    ///
    /// @param headline the answer in one sentence
    /// @param changes what differs, most weighty first
    /// @param operators of the profile, most device seconds first; empty without a profile
    /// @param kernels of the profile that are nobody's library, most seconds first
    /// @param time the profile's step on the target
    /// @param layout the best there is on the source and on the target
    /// @param steps what to do, in order
    /// @param effort what drives it
    /// @param risks what may go wrong
    /// @param unread what was not found in any source: nothing is claimed about it
    public record OnTarget(Subject target, String headline, List<Change> changes, List<MovedOperator> operators, List<CustomKernel> kernels, Optional<Repricing> time,
                           Optional<Layouts> layout, List<Step> steps, List<Driver> effort, List<Risk> risks, List<String> unread) {}

    /// Something that is different on the target.
    ///
    /// @param topic such as `precision`, `attention`, `quantisation`, `layout`, `engine`, `communication`
    /// @param here on the source
    /// @param there on the target
    /// @param consequence for memory, speed or accuracy, full sentence
    /// @param weight how much of it hinders
    public record Change(String topic, String here, String there, String consequence, Weight weight, String source) {}

    public enum Weight {
        /// Nothing runs before this is done.
        BLOCKS,
        /// It runs, slower or with loss.
        COSTS,
        /// Another name for the same.
        RENAMES,
        /// The target gains.
        GAINS
    }

    /// An operator of the profile on the target.
    ///
    /// @param calls on the host
    /// @param deviceSeconds of the tasks that it launched
    public record MovedOperator(OperatorSupport support, long calls, double deviceSeconds) {}

    /// A kernel that has to be ported or replaced.
    public record CustomKernel(String name, String library, long count, double seconds, Optional<OperatorSupport.Replacement> replacement) {}

    /// The best layout on source and target, as the planner finds it.
    ///
    /// @param source in words; empty where none is possible or asked about
    /// @param target in words
    /// @param sourceRate tokens per second and card
    /// @param targetRate the same on the target
    /// @param notes what bounds, what does not fit; full sentences
    public record Layouts(String source, String target, Optional<Interval> sourceRate, Optional<Interval> targetRate, List<String> notes) {}

    /// One thing to do.
    ///
    /// @param title in the imperative
    /// @param detail full sentences
    /// @param command to type or set; may be empty
    /// @param source where it is written
    public record Step(String title, String detail, String command, String source) {}

    /// What drives the effort.
    ///
    /// @param days a range, an estimate and marked as such; none where nobody can say
    public record Driver(String what, String why, Optional<Interval> days) {}

    /// @param sign how one notices
    public record Risk(String what, String sign, String mitigation, String source) {}
}
