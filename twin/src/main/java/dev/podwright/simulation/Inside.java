package dev.podwright.simulation;

import dev.podwright.trace.RequestSource;
import java.util.Arrays;
import java.util.function.IntConsumer;
import java.util.function.LongFunction;

/// The requests inside a replica: those that wait, those whose prompt is computed, those that generate; and the blocks that they hold.
final class Inside {
    private final Pool.Role role;
    private final EngineRules rules;
    private final StepTimes times;
    private final KvPool pool;
    private final Prefixes prefixes;
    private final int lanes;
    /// Whether blocks are taken as sequences grow. Speculation keeps a number of tokens that is known on average only: then all are
    /// taken at once.
    private final boolean growing;
    private final Slots slots = new Slots();
    private final IntDeque waiting = new IntDeque();
    private final IntDeque prompting = new IntDeque();
    private final Generation decoding;
    private int[] again = new int[8];
    /// Tokens of prompts still to compute.
    private long promptTokens;
    /// Tokens computed again.
    private double recomputed;
    /// Requests that have blocks for a cache that is on its way here.
    private int arriving;
    /// Blocks taken for the sequences that generate in the step under way.
    private long reserved;

    /// @param segmentTokens tokens of a prompt that one hash stands for; 0 where prompts have none
    /// @param tiers makes the tiers of prefixes beyond the chips' memory, of segments of so many blocks
    Inside(Pool of, int segmentTokens, LongFunction<TierCache> tiers) {
        this.role = of.role();
        this.rules = of.rules();
        this.times = of.times();
        this.lanes = times.lanes();
        PrefixCache cache = new PrefixCache(Math.ceilDiv(segmentTokens, rules.blockTokens()));
        this.prefixes = new Prefixes(cache, segmentTokens, tiers.apply(cache.segmentBlocks()));
        this.pool = new KvPool(of.blocks(), rules.blockTokens(), cache);
        this.growing = rules.reservation() == EngineRules.Reservation.GROWING && times.tokensPerStep() == 1;
        this.decoding = new Generation(slots, pool, times.tokensPerStep(), growing);
    }

    Slots slots() {
        return slots;
    }

    Generation decoding() {
        return decoding;
    }

    int lanes() {
        return lanes;
    }

    int load() {
        return waiting.size() + prompting.size() + decoding.size();
    }

    /// Requests in the queue.
    int waiting() {
        return waiting.size();
    }

    /// Sequences that generate.
    int generating() {
        return decoding.size();
    }

    /// Requests whose prompt is to be computed, begun or not.
    int prompts() {
        return prompting.size() + waiting.size();
    }

    /// Whether the prompt of this index has been admitted.
    boolean begun(int index) {
        return index < prompting.size();
    }

    /// Tokens of prompts still to compute.
    long promptTokens() {
        return promptTokens;
    }

    /// Tokens of prompts still to compute, and of sequences.
    double tokens() {
        return promptTokens + decoding.contexts();
    }

    long usedBlocks() {
        return pool.used();
    }

    /// Blocks in all.
    long capacity() {
        return pool.capacity();
    }

    /// Whether a request of so many tokens can ever be held.
    boolean holds(int input, int output) {
        return pool.blocks(role == Pool.Role.PREFILL ? input : (long) input + output) <= pool.capacity();
    }

    /// Prompt tokens that were computed again, and generated ones that were computed with a prompt.
    double recomputed() {
        return recomputed;
    }

    Prefixes prefixes() {
        return prefixes;
    }

    /// Requests that have blocks for a cache that is on its way here.
    int arriving() {
        return arriving;
    }

    /// Takes blocks for the cache of a prompt that another replica has computed, if there are any beside what the sequences that
    /// generate need next. Requests that gave up theirs go first.
    ///
    /// @param again tokens of the prompt that are computed here once more
    boolean expect(int slot, int again) {
        long blocks = pool.blocks(growing ? slots.prompt[slot] - again : whole(slot));
        if (prompts() > 0 || seats() < 1 || blocks + decoding.need(1) > pool.available()) {
            return false;
        }
        pool.take(blocks);
        slots.blocks[slot] = growing ? 0 : blocks;
        arriving++;
        return true;
    }

    /// Such a cache is here and generates from the next step on.
    void enter(int slot, int again) {
        arriving--;
        slots.prompt[slot] -= again;
        slots.kept[slot] -= again;
        slots.computed[slot] = slots.prompt[slot];
        decoding.enter(slot, slots.output[slot] - slots.kept[slot] - 1);
    }

    /// A cache that was on its way does not come.
    void forget(int slot, int again) {
        arriving--;
        giveBlocks(slot, slots.prompt[slot] - again);
    }

    private int seats() {
        return rules.mostSequences() * lanes - prompting.size() - decoding.size() - arriving;
    }

    /// Tokens of a request when this replica is done with it.
    private long whole(int slot) {
        return role == Pool.Role.PREFILL ? slots.prompt[slot] : (long) slots.input[slot] + slots.output[slot];
    }

    /// A request joins the queue.
    void queue(double now, long request, RequestSource of) {
        int slot = slots.take();
        slots.enter(slot, now, request, of, rules.prefixCaching());
        slots.seeing[slot] = times.vision(of.images(), of.imageTokens());
        waiting.addLast(slot);
        promptTokens += of.input();
    }

    /// Whether the first that waits may get room because prefixes are given up: it then begins with less.
    boolean wavers() {
        if (waiting.isEmpty() || !growing || slots.hashes[waiting.first()] == null) {
            return false;
        }
        int slot = waiting.first();
        return slots.prompt[slot] > prefixes.near(slots.hashes[slot], slots.prompt[slot]) * prefixes.segmentTokens() + rules.budget();
    }

    /// When the first request that has not run yet is no longer wanted.
    double expiry(double deadline) {
        int at = slots.firstUnbegun(waiting);
        return at < 0 ? Double.POSITIVE_INFINITY : slots.arrival[waiting.get(at)] + deadline;
    }

    /// Turns away those that are not.
    void expire(double deadline, double now, Ledger ledger) {
        while (expiry(deadline) <= now) {
            int slot = waiting.remove(slots.firstUnbegun(waiting));
            promptTokens -= slots.prompt[slot];
            ledger.unserved(slots.unserved(slot, now, Unserved.Reason.WAITED_TOO_LONG));
            slots.give(slot);
        }
    }

    /// A request that was lost elsewhere joins the queue; tokens it had sent are computed with its prompt.
    void resume(Slots from, int place) {
        int slot = slots.takeAgain(from, place, rules.prefixCaching());
        waiting.addLast(slot);
        promptTokens += slots.prompt[slot];
    }

    /// The end of everything inside: sequences keep what they have generated.
    ///
    /// @return the requests, in the order of their numbers
    int[] abandonAll() {
        while (decoding.size() > 0) {
            int slot = decoding.youngest();
            slots.keep(slot, decoding.leave(slot));
        }
        return slots.inUse();
    }

    /// Whether there is a prompt of this index to compute, if need be by admitting the first that waits.
    boolean prompt(int index) {
        return index < prompting.size() || admit();
    }

    /// Tokens of a prompt still to compute, `most` at most.
    int chunk(int index, int most) {
        int slot = prompting.get(index);
        return Math.min(most, slots.prompt[slot] - slots.computed[slot]);
    }

    /// Puts a chunk of a prompt into the step.
    ///
    /// @return false if there are no blocks for it
    boolean compute(int index, int chunk, Chunks step, double now) {
        int slot = prompting.get(index);
        int before = slots.computed[slot];
        if (growing && !pool.take(pool.blocks((long) before + chunk) - pool.blocks(before))) {
            return false;
        }
        if (Double.isNaN(slots.began[slot])) {
            slots.began[slot] = now;
            step.see(slots.seeing[slot]);
        }
        step.add(chunk, before + chunk == slots.prompt[slot], times.attention(chunk, before) - (index == 0 ? 0 : times.launch()));
        return true;
    }

    /// Takes the blocks that the sequences that generate need for the next step.
    void reserve() {
        if (growing) {
            reserved = decoding.need(1);
            pool.take(reserved);
        }
    }

    /// Gives them back.
    void unreserve() {
        pool.give(reserved);
        reserved = 0;
    }

    /// Blocks for the next decode step, if need be by preempting.
    ///
    /// @return whether anything still generates
    boolean makeRoom() {
        while (decoding.size() > 0 && growing && decoding.need(1) > pool.available()) {
            preempt(decoding.youngest());
        }
        return decoding.size() > 0;
    }

    /// Prompts hold all blocks and none can go on: the last begins anew.
    ///
    /// @return false if there is but one
    boolean abandon() {
        if (prompting.size() < 2) {
            return false;
        }
        int slot = prompting.removeLast();
        giveBlocks(slot, slots.computed[slot]);
        promptTokens += slots.computed[slot];
        again(slot);
        return true;
    }

    /// The sequence gives up its blocks and begins anew, before all that wait.
    private void preempt(int slot) {
        long length = decoding.leave(slot);
        giveBlocks(slot, length);
        slots.keep(slot, length);
        promptTokens += slots.prompt[slot];
        again(slot);
    }

    private void again(int slot) {
        slots.computed[slot] = 0;
        slots.preemptions[slot]++;
        waiting.addFirst(slot);
    }

    /// Moves the first waiting request to those whose prompt is computed, if there is room.
    private boolean admit() {
        if (waiting.isEmpty() || seats() < 1 || !room(waiting.first())) {
            return false;
        }
        int slot = waiting.removeFirst();
        long[] hashes = slots.hashes[slot];
        if (hashes != null) {
            int near = prefixes.near(hashes, slots.prompt[slot]);
            prefixes.use(hashes, near);
            // What can be loaded and has room.
            int far = prefixes.far(hashes, slots.prompt[slot], near, growing ? pool.available() : Integer.MAX_VALUE);
            int tokens = (near + far) * prefixes.segmentTokens();
            slots.segments[slot] = near;
            slots.computed[slot] = tokens;
            promptTokens -= tokens;
            if (far > 0) {
                prefixes.load(hashes, near, far);
                if (growing) {
                    pool.take(pool.blocks(tokens) - pool.blocks((long) near * prefixes.segmentTokens()));
                }
            }
            if (tokens > slots.known[slot]) {
                slots.cached[slot] += tokens - slots.known[slot];
                slots.known[slot] = tokens;
            }
        }
        if (!growing) {
            long blocks = pool.blocks(whole(slot)) - prefixes.segmentBlocks() * slots.segments[slot];
            pool.take(blocks);
            slots.blocks[slot] = blocks;
        }
        prompting.addLast(slot);
        return true;
    }

    private boolean room(int slot) {
        long[] hashes = slots.hashes[slot];
        int near = prefixes.near(hashes, slots.prompt[slot]);
        long tokens = !growing ? whole(slot) : Math.min(slots.prompt[slot], (long) near * prefixes.segmentTokens() + rules.budget());
        // Segments found idle come into use and are no longer available.
        return pool.blocks(tokens) <= pool.available();
    }

    /// The sequences that generate have done so many steps.
    void grow(long steps) {
        decoding.grow(steps, reserved);
        reserved = 0;
    }

    /// The chunks of a step are computed.
    ///
    /// @param whole takes each prompt that is computed whole, in order
    void computed(Chunks step, IntConsumer whole) {
        int unfinished = 0;
        for (int i = 0; i < step.count(); i++) {
            int slot = prompting.removeFirst();
            promptTokens -= step.size(i);
            recomputed += slots.compute(slot, step.size(i));
            if (slots.computed[slot] == slots.prompt[slot]) {
                share(slot);
                whole.accept(slot);
            } else {
                if (unfinished == again.length) {
                    again = Arrays.copyOf(again, 2 * unfinished);
                }
                again[unfinished++] = slot;
            }
        }
        while (unfinished > 0) {
            prompting.addFirst(again[--unfinished]);
        }
    }

    /// Whole segments of a computed prompt are shared from now on.
    private void share(int slot) {
        share(slot, slots.input[slot]);
    }

    /// Whole segments of the first `tokens` that a request has in the cache are shared from now on.
    void share(int slot, long tokens) {
        long[] hashes = slots.hashes[slot];
        if (hashes == null) {
            return;
        }
        int shared = prefixes.share(hashes, slots.segments[slot], Math.toIntExact(tokens));
        long blocks = prefixes.segmentBlocks() * (shared - slots.segments[slot]);
        pool.give(blocks);
        slots.blocks[slot] -= blocks;
        slots.segments[slot] = shared;
    }

    /// A request leaves for good, or gives up what it holds.
    ///
    /// @param length tokens it has in the cache
    void giveBlocks(int slot, long length) {
        long held = !growing ? slots.blocks[slot]
                : pool.blocks(length) - prefixes.segmentBlocks() * slots.segments[slot];
        pool.give(held);
        if (slots.segments[slot] > 0) {
            prefixes.release(slots.hashes[slot], slots.segments[slot]);
        }
        slots.segments[slot] = 0;
        slots.blocks[slot] = 0;
    }
}
