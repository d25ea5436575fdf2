package dev.podwright.profile;

import dev.podwright.profile.column.Ints;
import dev.podwright.profile.column.Longs;
import dev.podwright.profile.column.Order;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;

/// Gathers what a reader finds in the files of one rank into a [Profile]: alike tasks become one [Use], single tasks become rows of the [Timeline].
///
/// Times are whole nanoseconds of any one clock: seconds since 1970 as a `double` would not tell apart what lies within 0.2 microseconds. The profile
/// begins with the earliest time that was told. The order in which tasks, waits and steps are added does not matter.
public final class ProfileBuilder {
    private static final double NANOS_OF_SECOND = 1e9;

    private final String file;
    private final Profile.Format format;
    private String device = "";
    private OptionalInt rank = OptionalInt.empty();
    private OptionalInt ranks = OptionalInt.empty();
    private final Map<String, String> versions = new TreeMap<>();
    private final Set<String> notes = new LinkedHashSet<>();
    private final List<MarkedStep> steps = new ArrayList<>();
    private final Map<String, HostTally> operators = new TreeMap<>();

    private final Map<Alike, Integer> numbers = new HashMap<>();
    private final List<UseTally> uses = new ArrayList<>();
    private final Ints use = new Ints();
    private final Longs start = new Longs();
    private final Longs nanos = new Longs();
    private final Ints stream = new Ints();
    private final Longs launched = new Longs();
    private final Longs waitStart = new Longs();
    private final Longs waitNanos = new Longs();
    private long begin = Long.MAX_VALUE;
    private long end = Long.MIN_VALUE;

    /// A time that is not known.
    public static final long UNKNOWN = Long.MIN_VALUE;

    private record MarkedStep(String name, long start, long nanos, Optional<Step.Breakdown> breakdown) {}

    /// @param file as [Profile#file()]
    public ProfileBuilder(String file, Profile.Format format) {
        this.file = file;
        this.format = format;
    }

    /// @param name as [Profile#device()]
    public void device(String name) {
        device = name;
    }

    /// Of this profile in its job, from 0.
    public void rank(int number) {
        rank = OptionalInt.of(number);
    }

    /// Of the whole job.
    public void ranks(int number) {
        ranks = OptionalInt.of(number);
    }

    /// @param software as [Profile#versions()] names it; the last version told counts
    public void version(String software, String version) {
        versions.put(software, version);
    }

    /// @param sentence full; the same sentence twice is one note
    public void note(String sentence) {
        notes.add(sentence);
    }

    /// Adds a marked step.
    public void step(String name, long startNanos, long lengthNanos, Optional<Step.Breakdown> breakdown) {
        span(startNanos, startNanos + lengthNanos);
        steps.add(new MarkedStep(name, startNanos, lengthNanos, breakdown));
    }

    /// Makes the profile reach from `fromNanos` to `toNanos` at least; tasks, waits and steps do so themselves.
    public void span(long fromNanos, long toNanos) {
        begin = Math.min(begin, fromNanos);
        end = Math.max(end, toNanos);
    }

    /// The number of the use to which tasks like this belong.
    public int use(Alike alike) {
        return numbers.computeIfAbsent(alike, key -> {
            uses.add(new UseTally(key));
            return uses.size() - 1;
        });
    }

    /// Uses so far.
    public int uses() {
        return uses.size();
    }

    /// Adds one task.
    ///
    /// @param number from [#use(Alike)]
    /// @param onStream a small number
    /// @param launchedNanos when the host launched it, or [#UNKNOWN]
    public void task(int number, long startNanos, long lengthNanos, int onStream, long launchedNanos) {
        span(startNanos, startNanos + lengthNanos);
        if (launchedNanos != UNKNOWN) {
            span(launchedNanos, launchedNanos);
        }
        use.add(number);
        start.add(startNanos);
        nanos.add(lengthNanos);
        stream.add(onStream);
        launched.add(launchedNanos);
    }

    /// Adds tasks of which the file has only sums, no single ones: they stand in no timeline. Seconds that the file does not tell are NaN.
    public void tally(int number, long count, double seconds, double shortest, double longest) {
        uses.get(number).add(count, seconds, shortest, longest);
    }

    /// Adds what a task, already added or tallied, waited before it began.
    public void waited(int number, double seconds) {
        uses.get(number).waited += seconds;
    }

    /// Adds one observation of a counter; a use tells their mean. NaN is no observation.
    public void counter(int number, String name, double value) {
        uses.get(number).counter(name, value, 1);
    }

    /// The same for a mean of `count` observations.
    public void counter(int number, String name, double mean, long count) {
        uses.get(number).counter(name, mean, count);
    }

    /// Adds a time in which the host waited for the device.
    public void hostWait(long startNanos, long lengthNanos) {
        span(startNanos, startNanos + lengthNanos);
        waitStart.add(startNanos);
        waitNanos.add(lengthNanos);
    }

    /// Adds to the calls of one framework operator.
    public void operator(String name, long calls, long launches, double hostSeconds, double deviceSeconds) {
        HostTally tally = operators.computeIfAbsent(name, key -> new HostTally());
        tally.calls += calls;
        tally.launches += launches;
        tally.hostSeconds += hostSeconds;
        tally.deviceSeconds += deviceSeconds;
    }

    /// The profile of all that was told. To be called once: sums would count tasks twice.
    public Profile build() {
        int size = start.size();
        int[] order = Order.of(size, this::taskOrder);
        for (int row : order) {
            double seconds = nanos.get(row) / NANOS_OF_SECOND;
            uses.get(use.get(row)).add(1, seconds, seconds, seconds);
        }
        List<UseTally> ranked = new ArrayList<>(uses);
        ranked.removeIf(tally -> tally.count == 0);
        ranked.sort(UseTally.MOST_FIRST);
        Timeline timeline = size == 0 && waitStart.size() == 0 ? Timeline.NONE : timeline(order, places(ranked));
        List<HostOperator> called = operators.entrySet().stream().map(e -> e.getValue().of(e.getKey()))
                .sorted(Comparator.comparingLong(HostOperator::calls).reversed()).toList();
        return new Profile(file, format, device, rank, ranks, versions, markedSteps(), begin < end ? (end - begin) / NANOS_OF_SECOND : 0,
                ranked.stream().map(UseTally::use).toList(), timeline, called, List.copyOf(notes));
    }

    private int taskOrder(int a, int b) {
        int byStart = Long.compare(start.get(a), start.get(b));
        int byStream = byStart != 0 ? byStart : Integer.compare(stream.get(a), stream.get(b));
        return byStream != 0 ? byStream : Long.compare(nanos.get(a), nanos.get(b));
    }

    /// Where the use with each number went.
    private int[] places(List<UseTally> ranked) {
        int[] places = new int[uses.size()];
        for (int i = 0; i < ranked.size(); i++) {
            places[numbers.get(ranked.get(i).alike)] = i;
        }
        return places;
    }

    private Timeline timeline(int[] order, int[] places) {
        int size = order.length;
        int[] useColumn = new int[size];
        double[] startColumn = new double[size];
        double[] secondsColumn = new double[size];
        int[] streamColumn = new int[size];
        double[] launchedColumn = new double[size];
        for (int i = 0; i < size; i++) {
            int row = order[i];
            useColumn[i] = places[use.get(row)];
            startColumn[i] = since(start.get(row));
            secondsColumn[i] = nanos.get(row) / NANOS_OF_SECOND;
            streamColumn[i] = stream.get(row);
            launchedColumn[i] = launched.get(row) == UNKNOWN ? Double.NaN : since(launched.get(row));
        }
        int[] waits = Order.of(waitStart.size(), (a, b) -> {
            int byStart = Long.compare(waitStart.get(a), waitStart.get(b));
            return byStart != 0 ? byStart : Long.compare(waitNanos.get(a), waitNanos.get(b));
        });
        double[] waitStartColumn = new double[waits.length];
        double[] waitSecondsColumn = new double[waits.length];
        for (int i = 0; i < waits.length; i++) {
            waitStartColumn[i] = since(waitStart.get(waits[i]));
            waitSecondsColumn[i] = waitNanos.get(waits[i]) / NANOS_OF_SECOND;
        }
        return new Timeline(useColumn, startColumn, secondsColumn, streamColumn, launchedColumn, waitStartColumn, waitSecondsColumn);
    }

    private List<Step> markedSteps() {
        return steps.stream().sorted(Comparator.comparingLong(MarkedStep::start).thenComparing(MarkedStep::name))
                .map(s -> new Step(s.name, since(s.start), s.nanos / NANOS_OF_SECOND, s.breakdown)).toList();
    }

    private double since(long time) {
        return (time - begin) / NANOS_OF_SECOND;
    }

    private static final class HostTally {
        private long calls;
        private long launches;
        private double hostSeconds;
        private double deviceSeconds;

        private HostOperator of(String name) {
            return new HostOperator(name, calls, launches, hostSeconds, deviceSeconds);
        }
    }
}
