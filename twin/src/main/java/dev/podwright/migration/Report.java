package dev.podwright.migration;

import dev.podwright.knowledge.support.Generation;
import dev.podwright.knowledge.support.OperatorSupport;
import dev.podwright.plan.Subject;
import dev.podwright.repricing.Repricing;
import dev.podwright.units.Interval;
import java.util.List;
import java.util.Optional;

/// What the move to each target asks for.
///
/// @param targets in the order asked
/// @param notes what was assumed for all of them, full sentences
public record Report(Question question, List<OnTarget> targets, List<String> notes) {
    public Report {
        targets = List.copyOf(targets);
        notes = List.copyOf(notes);
    }

    /// One target.
    ///
    /// @param generation of the target's chip; empty where it is no Ascend chip: CUDA's successor is not our concern then, time and layout alone are told
    /// @param versions that belong together on the target; empty where nothing of them was read
    /// @param headline the answer in one sentence
    /// @param changes what differs, most weighty first
    /// @param operators of the profile, most device seconds first; empty without a profile
    /// @param rest of the profile that no operator of the host accounts for
    /// @param kernels of the profile that are nobody's library, most seconds first
    /// @param time the profile's step on the target
    /// @param layout the best there is on the source and on the target
    /// @param steps what to do, in order
    /// @param effort what drives it
    /// @param risks what may go wrong
    /// @param unread what was not found in any source: nothing is claimed about it
    public record OnTarget(Subject target, Optional<Generation> generation, Optional<Versions> versions, String headline, List<Change> changes,
                           List<MovedOperator> operators, Rest rest, List<CustomKernel> kernels, Optional<Time> time, Optional<Layouts> layout, List<Step> steps,
                           List<Driver> effort, List<Risk> risks, List<String> unread) {
        public OnTarget {
            changes = List.copyOf(changes);
            operators = List.copyOf(operators);
            kernels = List.copyOf(kernels);
            steps = List.copyOf(steps);
            effort = List.copyOf(effort);
            risks = List.copyOf(risks);
            unread = List.copyOf(unread);
        }
    }

    /// Releases that belong together.
    ///
    /// @param source where that is written
    public record Versions(String pytorch, String torchNpu, String cann, String source) {}

    /// What a change is about, in the order of reports.
    public enum Topic {
        PRECISION("precision"),
        ATTENTION("attention"),
        QUANTISATION("quantisation"),
        LAYOUT("layout"),
        ENGINE("engine"),
        TRAINING("training"),
        COMMUNICATION("communication");

        private final String label;

        Topic(String label) {
            this.label = label;
        }

        /// As reports name it.
        public String label() {
            return label;
        }
    }

    /// Something that is different on the target.
    ///
    /// @param here on the source
    /// @param there on the target
    /// @param consequence for memory, speed or accuracy, full sentences
    /// @param weight how much of it hinders
    /// @param source document or repository with its version; `arithmetic` where the twin's own figures say so
    public record Change(Topic topic, String here, String there, String consequence, Weight weight, String source) {}

    /// Most weighty first.
    public enum Weight {
        /// Nothing runs before this is done.
        BLOCKS,
        /// It runs, slower or with loss.
        COSTS,
        /// Another name or another setting for the same.
        RENAMES,
        /// As it was.
        KEEPS,
        /// The target gains.
        GAINS
    }

    /// An operator of the profile on the target.
    ///
    /// @param calls on the host
    /// @param deviceSeconds of the tasks that it launched
    public record MovedOperator(OperatorSupport support, long calls, double deviceSeconds) {}

    /// Device tasks that no operator of the host launched: graphs, other threads, a profile without host events.
    public record Rest(long tasks, double seconds) {
        public static final Rest NONE = new Rest(0, 0);
    }

    /// A kernel that has to be ported or replaced.
    public record CustomKernel(String name, String library, long count, double seconds, Optional<OperatorSupport.Replacement> replacement) {}

    /// The profile's step on the target.
    ///
    /// @param gains what becomes shorter, most seconds won first
    /// @param losses what becomes longer, most seconds lost first
    /// @param check how well the source itself was reproduced: whether to trust the rest; full sentences
    public record Time(Repricing repricing, List<Shift> gains, List<Shift> losses, String check) {
        public Time {
            gains = List.copyOf(gains);
            losses = List.copyOf(losses);
        }
    }

    /// Tasks of one kind, all of the profile together.
    ///
    /// @param name of the operator that launched them, else of the kernel
    /// @param here seconds as measured
    /// @param there seconds on the target
    /// @param shaped whether all was priced from shapes; else from ratios of the chips, or taken over
    public record Shift(String name, long count, double here, Interval there, boolean shaped) {
        /// Seconds lost, negative where they are won.
        public double loss() {
            return there.value() - here;
        }
    }

    /// The best layout on source and target, as the planner finds it.
    ///
    /// @param source empty where none is possible
    /// @param target empty where none is possible
    /// @param notes what bounds, what does not fit; full sentences
    public record Layouts(Optional<Side> source, Optional<Side> target, List<String> notes) {
        public Layouts {
            notes = List.copyOf(notes);
        }
    }

    /// A layout that works.
    ///
    /// @param layout in words
    /// @param precision in short, such as `w8a8`
    /// @param cards as sold that it occupies
    /// @param of as sold that there are
    /// @param ranks that are one copy of the model: of the decode (or only) pool's replica in serving, of tensor, context and pipeline groups in training
    /// @param weights bytes on the fullest rank
    /// @param usable bytes of a rank that weights, cache and the rest may take
    /// @param rate tokens per second and card: generated in serving, trained on in training
    public record Side(String layout, String precision, int cards, int of, long ranks, double weights, double usable, Interval rate) {}

    /// One thing to do.
    ///
    /// @param title in the imperative
    /// @param detail full sentences
    /// @param command to type or set; may be empty
    /// @param source where it is written
    public record Step(String title, String detail, String command, String source) {}

    /// What drives the effort.
    ///
    /// @param days of one engineer, a range, an estimate and marked as such; none where nobody can say
    public record Driver(String what, String why, Optional<Interval> days) {}

    /// What may go wrong.
    ///
    /// @param sign how one notices
    /// @param source where it is written
    public record Risk(String what, String sign, String mitigation, String source) {}
}
