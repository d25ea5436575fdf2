package dev.podwright.profile;

/// Every device task in the order of its start, in columns; and the times at which the host waited for the device. Times in seconds from the
/// beginning of the profile. Immutable after it was built.
public final class Timeline {
    /// A profile without single tasks (`op_statistic.csv` alone).
    public static final Timeline NONE = new Timeline(new int[0], new double[0], new double[0], new int[0], new double[0], new double[0], new double[0]);

    private final int[] use;
    private final double[] start;
    private final double[] seconds;
    private final int[] stream;
    private final double[] launched;
    private final double[] waitStart;
    private final double[] waitSeconds;

    /// @param use index into [Profile#uses()] of each task
    /// @param start ascending
    /// @param stream a small number for each stream
    /// @param launched when the host launched it, NaN where unknown
    /// @param waitStart when the host began to wait for the device (synchronise), ascending
    Timeline(int[] use, double[] start, double[] seconds, int[] stream, double[] launched, double[] waitStart, double[] waitSeconds) {
        this.use = use;
        this.start = start;
        this.seconds = seconds;
        this.stream = stream;
        this.launched = launched;
        this.waitStart = waitStart;
        this.waitSeconds = waitSeconds;
    }

    public int size() {
        return start.length;
    }

    public int use(int task) {
        return use[task];
    }

    public double start(int task) {
        return start[task];
    }

    public double seconds(int task) {
        return seconds[task];
    }

    public int stream(int task) {
        return stream[task];
    }

    /// NaN where the profile does not say.
    public double launched(int task) {
        return launched[task];
    }

    public int waits() {
        return waitStart.length;
    }

    public double waitStart(int wait) {
        return waitStart[wait];
    }

    public double waitSeconds(int wait) {
        return waitSeconds[wait];
    }
}
