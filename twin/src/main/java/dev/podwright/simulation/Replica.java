package dev.podwright.simulation;

import dev.podwright.event.EventHeap;
import java.util.Arrays;

/// One instance of an engine. Its lanes (attention groups, and micro-batches of a pipeline) move in lock-step and share sequences evenly.
///
/// Between arrivals and finishes a decode batch only grows its context: such steps are summed in closed form, as one *leap*. With
/// `oneByOne` every step is an event of its own; the results agree, which tests check.
final class Replica {
    private final int number;
    private final int poolNumber;
    private final Pool.Role role;
    private final Handover handover;
    /// Of a replica that only generates; null otherwise.
    private final Landing landing;
    /// Computed prompts whose cache has not left yet.
    private int leaving;
    private final EngineRules rules;
    private final StepTimes times;
    private final KvPool pool;
    private final PrefixCache cache;
    private final Ledger ledger;
    private final boolean oneByOne;
    private final int lanes;
    private final double growth;
    /// Whether blocks are taken as sequences grow. Speculation keeps a number of tokens that is known on average only: then all are
    /// taken at once.
    private final boolean growing;
    private final Slots slots = new Slots();
    private final IntDeque waiting = new IntDeque();
    private final IntDeque prompting = new IntDeque();
    private final Generation decoding;
    private final int segmentTokens;
    /// Chunks of the step under way, in the order of `prompting`.
    private int[] chunks = new int[8];
    private int chunked;
    private long waitingTokens;

    /// The step or leap under way: when it began, its length, steps in it; none if `end` is [EventHeap#NEVER].
    private double start;
    private double end = EventHeap.NEVER;
    private long leap;
    private boolean leaping;
    /// Blocks taken for the sequences that generate in the step under way.
    private long reserved;

    /// @param poolNumber the pool of `setup` that it belongs to
    /// @param segmentTokens tokens of a prompt that one hash stands for; 0 where prompts have none
    Replica(int number, int poolNumber, Setup setup, int segmentTokens, Ledger ledger, Handover handover) {
        Pool of = setup.pools().get(poolNumber);
        this.number = number;
        this.poolNumber = poolNumber;
        this.role = of.role();
        this.handover = handover;
        this.rules = of.rules();
        this.times = of.times();
        this.segmentTokens = segmentTokens;
        this.cache = new PrefixCache(Math.ceilDiv(segmentTokens, rules.blockTokens()));
        this.pool = new KvPool(of.blocks(), rules.blockTokens(), cache);
        this.ledger = ledger;
        this.oneByOne = setup.oneByOne();
        this.lanes = times.lanes();
        this.growth = times.tokensPerStep();
        this.growing = rules.reservation() == EngineRules.Reservation.GROWING && growth == 1;
        this.decoding = new Generation(slots, pool, growth, growing);
        this.landing = role == Pool.Role.DECODE ? new Landing(this, slots, pool, decoding, handover, setup.transfer().orElseThrow().first(), growing) : null;
    }

    int number() {
        return number;
    }

    /// The pool it belongs to.
    int pool() {
        return poolNumber;
    }

    Pool.Role role() {
        return role;
    }

    Slots slots() {
        return slots;
    }

    /// Blocks of its cache.
    long capacity() {
        return pool.capacity();
    }

    /// Whether its cache is large enough for a request.
    boolean holds(int input, int output) {
        return pool.blocks(role == Pool.Role.PREFILL ? input : (long) input + output) <= pool.capacity();
    }

    /// When the step or leap under way ends.
    double end() {
        return end;
    }

    /// Requests inside.
    int load() {
        return waiting.size() + prompting.size() + decoding.size() + leaving + (landing == null ? 0 : landing.size());
    }

    /// Tokens of prompts that wait, and of sequences inside: what a router by load looks at.
    double tokens(double now) {
        if (!leaping || leap == 1) {
            return waitingTokens + decoding.contexts();
        }
        int sequences = decoding.size();
        long begun = times.within(Math.ceilDiv(sequences, lanes), decoding.meanContext(), growth, leap, now - start);
        return waitingTokens + decoding.contexts() + Math.max(0, begun - 1) * growth * sequences;
    }

    /// Leading prompt tokens that this replica has cached.
    int cachedTokens(long[] hashes) {
        return hashes == null ? 0 : segmentTokens * cache.match(hashes, hashes.length);
    }

    /// A request arrives at `now`.
    void arrive(double now, long request, int kind, int input, int output, long[] hashes) {
        int slot = slots.take();
        slots.request[slot] = request;
        slots.arrival[slot] = now;
        slots.first[slot] = Double.NaN;
        slots.began[slot] = Double.NaN;
        slots.input[slot] = input;
        slots.output[slot] = output;
        slots.kept[slot] = 0;
        slots.prompt[slot] = input;
        slots.computed[slot] = 0;
        slots.cached[slot] = 0;
        slots.blocks[slot] = 0;
        slots.segments[slot] = 0;
        slots.kind[slot] = kind;
        slots.hashes[slot] = rules.prefixCaching() ? hashes : null;
        slots.preemptions[slot] = 0;
        slots.retries[slot] = 0;
        waiting.addLast(slot);
        waitingTokens += input;
        disturb(now);
    }

    /// A request whose prompt another replica has computed comes.
    void offer(Replica from, int place, double now) {
        int slot = slots.take(from.slots, place);
        slots.source[slot] = from.number;
        slots.sourceSlot[slot] = place;
        landing.offer(slot);
        disturb(now);
    }

    /// The cache of such a request is here.
    void landed(int slot, double now) {
        landing.landed(slot, now);
        disturb(now);
    }

    /// The cache of a prompt has left.
    void release(int slot, double now) {
        leaving--;
        giveBlocks(slot, slots.prompt[slot]);
        slots.give(slot);
        if (end == EventHeap.NEVER) {
            plan(now);
        }
    }

    /// Something new is to be planned for, at once or after the step under way.
    private void disturb(double now) {
        if (end == EventHeap.NEVER) {
            plan(now);
        } else if (leaping && leap > 1) {
            cut(now);
        }
    }

    /// The step or leap under way ends: requests finish, the next step begins.
    void complete() {
        double now = end;
        if (leaping) {
            advance(leap, now);
        } else {
            finishStep(now);
        }
        plan(now);
    }

    /// An arrival ends a leap with the step that is under way.
    private void cut(double now) {
        int lane = Math.ceilDiv(decoding.size(), lanes);
        double context = decoding.meanContext();
        long begun = times.within(lane, context, growth, leap, now - start);
        long steps = Math.clamp(begun, 1, leap);
        if (steps < leap) {
            leap = steps;
            end = start + times.decode(lane, context, growth, steps);
        }
    }

    private void plan(double now) {
        start = now;
        chunked = 0;
        leaping = false;
        if (landing != null) {
            land(now);
        }
        int running = decoding.size();
        boolean alone = rules.order() == EngineRules.Order.PREFILL_FIRST;
        boolean together = running > 0 && !alone && makeRoom();
        if (together && growing && (!prompting.isEmpty() || !waiting.isEmpty())) {
            // Before prompts take them.
            reserved = decoding.need(1);
            pool.take(reserved);
        }
        int left = Math.max(0, rules.budget() * lanes - (alone ? 0 : decoding.size()));
        double attention = 0;
        int tokens = 0;
        int ending = 0;
        int largest = 0;
        for (int i = 0; left > 0; i++) {
            if (i == prompting.size() && !admit()) {
                break;
            }
            int slot = prompting.get(i);
            int chunk = Math.min(Math.min(left, rules.budget()), slots.prompt[slot] - slots.computed[slot]);
            if (growing && !pool.take(pool.blocks((long) slots.computed[slot] + chunk) - pool.blocks(slots.computed[slot]))) {
                break;
            }
            if (Double.isNaN(slots.began[slot])) {
                slots.began[slot] = now;
            }
            attention += times.attention(chunk, slots.computed[slot]) - (i == 0 ? 0 : times.launch());
            add(chunk);
            tokens += chunk;
            left -= chunk;
            largest = Math.max(largest, chunk);
            if (slots.computed[slot] + chunk == slots.prompt[slot]) {
                ending++;
            }
        }
        if (chunked > 0) {
            int generating = alone ? 0 : decoding.size();
            int busy = Math.min(lanes, chunked);
            int fullest = Math.max(largest, Math.ceilDiv(tokens, lanes));
            end = now + times.mixed(Math.ceilDiv(generating, lanes), generating == 0 ? 0 : decoding.meanContext(), fullest,
                    Math.ceilDiv(ending, lanes), Math.max(attention, 0) / busy);
            if (generating > 0) {
                first(end);
            }
        } else if (decoding.size() > 0) {
            pool.give(reserved);
            reserved = 0;
            int generated = decoding.size();
            if (makeRoom()) {
                // What was preempted may fit again after the next step.
                leap(now, decoding.size() < generated);
            } else {
                plan(now);
            }
        } else if (leaving > 0 || landing != null && landing.held() > 0) {
            // Nothing can go on before a cache has left or come.
            end = EventHeap.NEVER;
        } else if (prompting.size() > 1) {
            // Prompts hold all blocks and none can go on: the last begins anew.
            abandon(prompting.removeLast());
            plan(now);
        } else {
            if (waiting.size() + prompting.size() > 0) {
                throw new IllegalStateException("Replica %d is stuck at %s s with %d requests.".formatted(number, now, load()));
            }
            end = EventHeap.NEVER;
        }
    }

    private void land(double now) {
        // Those that gave up their blocks go before those that come.
        landing.plan(now, waiting.isEmpty() ? rules.mostSequences() * lanes - prompting.size() - decoding.size() - landing.held() : 0);
    }

    /// The step that gives the newest sequences their first token is planned.
    private void first(double end) {
        if (landing != null) {
            landing.first(end);
        }
    }

    private void abandon(int slot) {
        giveBlocks(slot, slots.computed[slot]);
        slots.computed[slot] = 0;
        slots.preemptions[slot]++;
        waiting.addFirst(slot);
        waitingTokens += slots.prompt[slot];
    }

    private void add(int chunk) {
        if (chunked == chunks.length) {
            chunks = Arrays.copyOf(chunks, 2 * chunked);
        }
        chunks[chunked++] = chunk;
    }

    private void leap(double now, boolean once) {
        int sequences = decoding.size();
        leaping = true;
        leap = oneByOne || once ? 1 : decoding.left();
        leap = Math.max(1, decoding.affordable(leap));
        end = now + times.decode(Math.ceilDiv(sequences, lanes), decoding.meanContext(), growth, leap);
        first(now + times.decode(Math.ceilDiv(sequences, lanes), decoding.meanContext()));
    }

    /// Blocks for the next decode step, if need be by preempting.
    ///
    /// @return whether anything still generates
    private boolean makeRoom() {
        while (decoding.size() > 0 && growing && decoding.need(1) > pool.available()) {
            preempt(decoding.youngest());
        }
        return decoding.size() > 0;
    }

    /// The sequence gives up its blocks and begins anew, before all that wait.
    private void preempt(int slot) {
        long length = decoding.leave(slot);
        int generated = slots.kept[slot] + 1 + Math.toIntExact(length - slots.prompt[slot]);
        giveBlocks(slot, length);
        slots.kept[slot] = generated;
        slots.prompt[slot] = slots.input[slot] + generated;
        slots.computed[slot] = 0;
        slots.preemptions[slot]++;
        waiting.addFirst(slot);
        waitingTokens += slots.prompt[slot];
    }

    /// Moves the first waiting request to those whose prompt is computed, if there is room.
    private boolean admit() {
        int most = rules.mostSequences() * lanes;
        if (waiting.isEmpty() || prompting.size() + decoding.size() + (landing == null ? 0 : landing.held()) >= most || !room(waiting.first())) {
            return false;
        }
        int slot = waiting.removeFirst();
        waitingTokens -= slots.prompt[slot];
        long[] hashes = slots.hashes[slot];
        if (hashes != null) {
            // The last token is always computed: its result is wanted.
            int found = cache.match(hashes, (slots.prompt[slot] - 1) / segmentTokens);
            cache.use(hashes, found);
            slots.segments[slot] = found;
            slots.computed[slot] = found * segmentTokens;
            if (slots.preemptions[slot] == 0) {
                slots.cached[slot] = found * segmentTokens;
            }
        }
        if (!growing) {
            long blocks = pool.blocks(whole(slot)) - cache.segmentBlocks() * slots.segments[slot];
            pool.take(blocks);
            slots.blocks[slot] = blocks;
        }
        prompting.addLast(slot);
        return true;
    }

    private boolean room(int slot) {
        long[] hashes = slots.hashes[slot];
        int found = hashes == null ? 0 : cache.match(hashes, (slots.prompt[slot] - 1) / segmentTokens);
        long tokens = !growing ? whole(slot)
                : Math.min(slots.prompt[slot], (long) found * segmentTokens + rules.budget());
        // Segments found idle come into use and are no longer available.
        return pool.blocks(tokens) <= pool.available();
    }

    /// Tokens of a request when this replica is done with it.
    private long whole(int slot) {
        return role == Pool.Role.PREFILL ? slots.prompt[slot] : (long) slots.input[slot] + slots.output[slot];
    }

    private void finishStep(double now) {
        int generating = rules.order() == EngineRules.Order.PREFILL_FIRST ? 0 : decoding.size();
        int tokens = 0;
        for (int i = 0; i < chunked; i++) {
            tokens += chunks[i];
        }
        ledger.ran(new Ran(number, start, now - start, 1, generating, tokens, waiting.size(), pool.used()));
        if (generating > 0) {
            grow(1);
            finishDue(now);
        }
        int unfinished = 0;
        for (int i = 0; i < chunked; i++) {
            int slot = prompting.removeFirst();
            slots.computed[slot] += chunks[i];
            if (slots.computed[slot] == slots.prompt[slot]) {
                generate(slot, now);
            } else {
                chunks[unfinished++] = slot;
            }
        }
        while (unfinished > 0) {
            prompting.addFirst(chunks[--unfinished]);
        }
    }

    /// A prompt is computed: its first token comes, and it generates.
    private void generate(int slot, double now) {
        share(slot);
        // The token that the prompt's last position gave is one more.
        int done = slots.kept[slot] + 1;
        int left = slots.output[slot] - done;
        if (role == Pool.Role.PREFILL && left > 0) {
            leaving++;
            handover.computed(this, slot, now);
            return;
        }
        if (Double.isNaN(slots.first[slot])) {
            slots.first[slot] = now;
        }
        if (left <= 0) {
            done(slot, slots.prompt[slot], now);
            return;
        }
        decoding.enter(slot, left);
    }

    /// Whole segments of a computed prompt are shared from now on.
    private void share(int slot) {
        long[] hashes = slots.hashes[slot];
        if (hashes == null) {
            return;
        }
        int whole = Math.min(hashes.length, slots.input[slot] / segmentTokens);
        for (int i = slots.segments[slot]; i < whole; i++) {
            cache.enter(hashes[i]);
            pool.give(cache.segmentBlocks());
            slots.blocks[slot] -= cache.segmentBlocks();
        }
        slots.segments[slot] = Math.max(slots.segments[slot], whole);
    }

    private void advance(long steps, double now) {
        ledger.ran(new Ran(number, start, now - start, steps, decoding.size(), 0, waiting.size(), pool.used()));
        grow(steps);
        finishDue(now);
    }

    private void grow(long steps) {
        decoding.grow(steps, reserved);
        reserved = 0;
    }

    private void finishDue(double now) {
        for (int slot = decoding.due(); slot >= 0; slot = decoding.due()) {
            done(slot, decoding.leave(slot), now);
        }
    }

    private void done(int slot, long length, double now) {
        giveBlocks(slot, length);
        ledger.finished(new Served(slots.request[slot], slots.kind[slot], number, slots.arrival[slot], slots.began[slot], slots.first[slot], now,
                slots.input[slot], slots.cached[slot], slots.output[slot], slots.preemptions[slot], slots.retries[slot]));
        slots.give(slot);
    }

    private void giveBlocks(int slot, long length) {
        long held = !growing ? slots.blocks[slot]
                : pool.blocks(length) - cache.segmentBlocks() * slots.segments[slot];
        pool.give(held);
        if (slots.segments[slot] > 0) {
            cache.release(slots.hashes[slot], slots.segments[slot]);
        }
        slots.segments[slot] = 0;
        slots.blocks[slot] = 0;
    }

    /// Blocks in use: 0 when nobody is inside.
    long usedBlocks() {
        return pool.used();
    }
}
