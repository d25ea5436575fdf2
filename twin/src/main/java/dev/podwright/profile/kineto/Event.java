package dev.podwright.profile.kineto;

import dev.podwright.profile.ProfileBuilder;

/// One event while it is read; used again for the next. Numbers of texts and sequences are those of [Store].
final class Event {
    /// Stands for what an event does not say.
    static final int NONE = -1;
    /// The phase of an event with start and duration, of which only one record stands in the trace (Trace Event Format, Google 2016, "Complete Events").
    static final char COMPLETE = 'X';
    /// The phase of names of processes and threads ("Metadata Events").
    static final char METADATA = 'M';

    char phase;
    int category;
    int name;
    long start;
    long nanos;
    int process;
    int thread;

    int external;
    int correlation;
    int device;
    int stream;
    boolean graph;
    boolean exchanges;
    boolean shaped;
    int types;
    int sizes;
    int values;
    long bytes;
    int registers;
    int shared;
    long grid;
    long block;
    float blocksPerMultiprocessor;
    float warpsPerMultiprocessor;
    float occupancy;
    int collective;
    int type;
    long sent;
    long received;
    int groupSize;
    int group;
    int members;
    String label;

    void clear() {
        phase = 0;
        category = NONE;
        name = NONE;
        start = ProfileBuilder.UNKNOWN;
        nanos = ProfileBuilder.UNKNOWN;
        process = NONE;
        thread = NONE;
        external = 0;
        correlation = 0;
        device = NONE;
        stream = NONE;
        graph = false;
        exchanges = false;
        shaped = false;
        types = NONE;
        sizes = NONE;
        values = NONE;
        bytes = 0;
        registers = NONE;
        shared = NONE;
        grid = NONE;
        block = NONE;
        blocksPerMultiprocessor = Float.NaN;
        warpsPerMultiprocessor = Float.NaN;
        occupancy = Float.NaN;
        collective = NONE;
        type = NONE;
        sent = 0;
        received = 0;
        groupSize = 0;
        group = NONE;
        members = NONE;
        label = "";
    }
}
