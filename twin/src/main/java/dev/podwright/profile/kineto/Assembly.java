package dev.podwright.profile.kineto;

import dev.podwright.profile.Alike;
import dev.podwright.profile.Profile;
import dev.podwright.profile.ProfileBuilder;
import dev.podwright.profile.Use;
import dev.podwright.profile.column.Index;
import dev.podwright.profile.column.Ints;
import dev.podwright.profile.column.Order;
import dev.podwright.profile.column.Rows;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/// Makes the profile of one device from the events of a trace.
final class Assembly {
    private static final String GRAPH_LAUNCH = "GraphLaunch";

    private final Store store;
    private final ProfileBuilder builder;
    private final int device;
    private final Nesting nesting;
    private final Exchanges exchanges;
    private final Operands.Reader operands;
    private final Index callOfCorrelation;
    /// Made when a task first asks for it, as few do.
    private Index operatorOfExternal;
    private final Index recorders;
    private final int recordCommunication;

    /// Names of operators from the innermost out.
    private final Rows chains = new Rows();
    /// What makes tasks alike: category, kernel, chain, operands, exchange, graph, bytes.
    private final Rows keys = new Rows();
    private final Ints useOfKey = new Ints();
    private final Map<Long, long[]> shapesOfUse = new HashMap<>();
    private final long[] launches;
    private final long[] deviceNanos;
    long unattributed;
    long ofGraphs;

    Assembly(Store store, Header header, int device, ProfileBuilder builder) {
        this.store = store;
        this.builder = builder;
        this.device = device;
        nesting = new Nesting(store);
        exchanges = new Exchanges(store, header);
        operands = new Operands.Reader(store);
        recordCommunication = store.texts.of(Store.RECORD_COMMUNICATION);
        Store.Calls calls = store.calls;
        callOfCorrelation = new Index(calls.correlation, Order.of(calls.start.size(), (a, b) -> Long.compare(calls.start.get(a), calls.start.get(b))), 0);
        recorders = new Index(store.operators.recorder, IntStream.range(0, store.operators.recorder.size()).toArray(), Event.NONE);
        launches = new long[store.texts.size()];
        deviceNanos = new long[store.texts.size()];
    }

    void tasks() {
        Store.Tasks tasks = store.tasks;
        for (int task : Order.of(tasks.size(), this::compare)) {
            if (tasks.device.get(task) == device) {
                add(task);
            }
        }
        shapesOfUse.forEach((key, count) -> counters((int) (key >>> Integer.SIZE), (int) (long) key, count[0]));
    }

    private int compare(int a, int b) {
        Store.Tasks tasks = store.tasks;
        int order = Long.compare(tasks.start.get(a), tasks.start.get(b));
        order = order != 0 ? order : Integer.compare(tasks.stream.get(a), tasks.stream.get(b));
        order = order != 0 ? order : Long.compare(tasks.nanos.get(a), tasks.nanos.get(b));
        return order != 0 ? order : Integer.compare(tasks.correlation.get(a), tasks.correlation.get(b));
    }

    private void add(int task) {
        Store.Tasks tasks = store.tasks;
        int call = tasks.correlation.get(task) == 0 ? Index.NONE : callOfCorrelation.row(tasks.correlation.get(task));
        boolean graph = tasks.kind.get(task) < 0 || call != Index.NONE && store.texts.get(store.calls.name.get(call)).contains(GRAPH_LAUNCH);
        int operator = graph ? Event.NONE : operator(task, call);
        int exchange = tasks.exchange.get(task);
        if (operator != Event.NONE && store.operators.name.get(operator) == recordCommunication) {
            exchange = exchange == Event.NONE && exchanges.communicates(tasks.name.get(task)) ? recorded(operator) : exchange;
            operator = nesting.parent(operator) == Event.NONE ? operator : nesting.parent(operator);
        }
        unattributed += !graph && operator == Event.NONE ? 1 : 0;
        ofGraphs += graph ? 1 : 0;
        int use = use(task, operator, exchange, graph);
        long launched = call == Index.NONE ? ProfileBuilder.UNKNOWN : store.calls.start.get(call);
        builder.task(use, tasks.start.get(task), tasks.nanos.get(task), tasks.stream.get(task), launched);
        if (tasks.launchShape.get(task) != Event.NONE) {
            shapesOfUse.computeIfAbsent((long) use << Integer.SIZE | tasks.launchShape.get(task), key -> new long[1])[0]++;
        }
        if (operator != Event.NONE) {
            int name = store.operators.name.get(operator);
            launches[name]++;
            deviceNanos[name] += tasks.nanos.get(task);
        }
    }

    /// The operator that launched: the innermost around the launching call, else the one that the task itself names.
    private int operator(int task, int call) {
        int around = call == Index.NONE ? Event.NONE : nesting.operatorOfCall(call);
        int external = store.tasks.external.get(task);
        if (around != Event.NONE || external == 0) {
            return around;
        }
        if (operatorOfExternal == null) {
            Store.Operators operators = store.operators;
            operatorOfExternal = new Index(operators.external, Order.of(operators.size(), (a, b) -> Long.compare(operators.start.get(a), operators.start.get(b))), 0);
        }
        return operatorOfExternal.row(external);
    }

    private int recorded(int operator) {
        int row = recorders.row(operator);
        return row == Index.NONE ? Event.NONE : store.operators.recorded.get(row);
    }

    private int use(int task, int operator, int exchange, boolean graph) {
        Store.Tasks tasks = store.tasks;
        chains.begin();
        for (int around = operator; around != Event.NONE; around = nesting.parent(around)) {
            chains.add(store.operators.name.get(around));
        }
        int chain = chains.end();
        int called = operator == Event.NONE ? Event.NONE : store.operators.operands.get(operator);
        int category = Math.abs(tasks.kind.get(task));
        keys.begin();
        keys.add(category);
        keys.add(tasks.name.get(task));
        keys.add(chain);
        keys.add(called);
        keys.add(exchange);
        keys.add(graph ? 1 : 0);
        keys.add(tasks.bytes.get(task));
        int key = keys.end();
        if (key == useOfKey.size()) {
            useOfKey.add(builder.use(alike(Category.values()[category], task, chain, called, exchange, graph)));
        }
        return useOfKey.get(key);
    }

    private Alike alike(Category category, int task, int chain, int called, int exchange, boolean graph) {
        String kernel = store.texts.get(store.tasks.name.get(task));
        List<String> names = new ArrayList<>();
        for (int i = 0; i < chains.size(chain); i++) {
            names.add(store.texts.get(chains.get(chain, i)));
        }
        Optional<Use.Exchange> exchanged = category == Category.KERNEL ? exchanges.of(exchange, kernel, names) : Optional.empty();
        Use.Kind kind = switch (category) {
            case COPY -> Use.Kind.COPY;
            case SET -> Use.Kind.SET;
            default -> exchanged.isPresent() ? Use.Kind.EXCHANGE : Use.Kind.KERNEL;
        };
        Operands with = operands.of(called);
        return new Alike(kind, kernel, names.isEmpty() ? "" : names.getFirst(), names.isEmpty() ? List.of() : names.subList(1, names.size()), with.tensors(), List.of(),
                with.scalars(), "", graph, exchanged, category == Category.KERNEL ? 0 : store.tasks.bytes.get(task));
    }

    private void counters(int use, int shape, long count) {
        Rows shapes = store.launchShapes;
        counter(use, "registers per thread", shapes.get(shape, 0), count);
        counter(use, "shared memory", shapes.get(shape, 1), count);
        counter(use, "grid", shapes.getLong(shape, 2), count);
        counter(use, "block", shapes.getLong(shape, 4), count);
        counter(use, "blocks per SM", Float.intBitsToFloat(shapes.get(shape, 6)), count);
        counter(use, "warps per SM", Float.intBitsToFloat(shapes.get(shape, 7)), count);
        counter(use, "est. achieved occupancy %", Float.intBitsToFloat(shapes.get(shape, 8)), count);
    }

    /// What was not recorded is negative or no number; Kineto itself writes negative occupancies at times.
    private void counter(int use, String name, double value, long count) {
        if (value >= 0 && value < Float.POSITIVE_INFINITY) {
            builder.counter(use, name, value, count);
        }
    }

    void operators() {
        for (int name = 0; name < deviceNanos.length; name++) {
            if (nesting.called(name) > 0) {
                builder.operator(store.texts.get(name), nesting.called(name), launches[name], nesting.selfSeconds(name), deviceNanos[name] / Nesting.NANOS_OF_SECOND);
            }
        }
    }

    /// Waits of the host; one inside another of the same thread (a call of the driver inside one of the runtime) is the same wait.
    void waits() {
        Store.Calls calls = store.calls;
        int[] order = Order.of(calls.waitStart.size(), (a, b) -> {
            int byLane = Integer.compare(calls.waitLane.get(a), calls.waitLane.get(b));
            int byStart = byLane != 0 ? byLane : Long.compare(calls.waitStart.get(a), calls.waitStart.get(b));
            return byStart != 0 ? byStart : Long.compare(calls.waitNanos.get(b), calls.waitNanos.get(a));
        });
        int lane = Event.NONE;
        long until = Long.MIN_VALUE;
        for (int wait : order) {
            long end = calls.waitStart.get(wait) + calls.waitNanos.get(wait);
            if (calls.waitLane.get(wait) != lane || end > until) {
                builder.hostWait(calls.waitStart.get(wait), calls.waitNanos.get(wait));
                lane = calls.waitLane.get(wait);
                until = end;
            }
        }
    }

    Profile build() {
        return builder.build();
    }
}
