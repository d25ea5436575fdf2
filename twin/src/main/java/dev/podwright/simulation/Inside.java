package dev.podwright.simulation;

import dev.podwright.trace.RequestSource;
import java.util.Arrays;
import java.util.function.IntConsumer;

/// The requests inside a replica: those that wait, those whose prompt is computed, those that generate; and the blocks that they hold.
final class Inside {
    private final Pool.Role role;
    private final EngineRules rules;
    private final StepTimes times;
    private final KvPool pool;
    private final PrefixCache cache;
    private final int segmentTokens;
    private final int lanes;
    /// Whether blocks are taken as sequences grow. Speculation keeps a number of tokens that is known on average only: then all are
    /// taken at once.
    private final boolean growing;
    private final Slots slots = new Slots();
    private final IntDeque waiting = new IntDeque();
    private final IntDeque prompting = new IntDeque();
    private final Generation decoding;
    private int[] again = new int[8];
    private long waitingTokens;
    /// Requests that have blocks for a cache that is on its way here.
    private int arriving;
    /// Blocks taken for the sequences that generate in the step under way.
    private long reserved;

    /// @param segmentTokens tokens of a prompt that one hash stands for; 0 where prompts have none
    Inside(Pool of, int segmentTokens) {
        this.role = of.role();
        this.rules = of.rules();
        this.times = of.times();
        this.segmentTokens = segmentTokens;
        this.lanes = times.lanes();
        this.cache = new PrefixCache(Math.ceilDiv(segmentTokens, rules.blockTokens()));
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
        long tokens = waitingTokens;
        for (int i = 0; i < prompting.size(); i++) {
            tokens += slots.prompt[prompting.get(i)] - slots.computed[prompting.get(i)];
        }
        return tokens;
    }

    /// Tokens of prompts that wait, and of sequences.
    double tokens() {
        return waitingTokens + decoding.contexts();
    }

    /// Leading prompt tokens that are cached.
    int cachedTokens(long[] hashes) {
        return hashes == null ? 0 : segmentTokens * cache.match(hashes, hashes.length);
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

    /// Requests that have blocks for a cache that is on its way here.
    int arriving() {
        return arriving;
    }

    /// Takes blocks for the cache of a prompt that another replica has computed, if there are any beside what the sequences that
    /// generate need next. Requests that gave up theirs go first.
    boolean expect(int slot) {
        long blocks = pool.blocks(growing ? slots.prompt[slot] : whole(slot));
        if (!waiting.isEmpty() || seats() < 1 || blocks + decoding.need(1) > pool.available()) {
            return false;
        }
        pool.take(blocks);
        slots.blocks[slot] = growing ? 0 : blocks;
        arriving++;
        return true;
    }

    /// Such a cache is here and generates from the next step on.
    void enter(int slot) {
        arriving--;
        decoding.enter(slot, slots.output[slot] - slots.kept[slot] - 1);
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
        waitingTokens += of.input();
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
        again(slot);
        return true;
    }

    /// The sequence gives up its blocks and begins anew, before all that wait.
    private void preempt(int slot) {
        long length = decoding.leave(slot);
        int generated = slots.kept[slot] + 1 + Math.toIntExact(length - slots.prompt[slot]);
        giveBlocks(slot, length);
        slots.kept[slot] = generated;
        slots.prompt[slot] = slots.input[slot] + generated;
        again(slot);
    }

    private void again(int slot) {
        slots.computed[slot] = 0;
        slots.preemptions[slot]++;
        waiting.addFirst(slot);
        waitingTokens += slots.prompt[slot];
    }

    /// Moves the first waiting request to those whose prompt is computed, if there is room.
    private boolean admit() {
        if (waiting.isEmpty() || seats() < 1 || !room(waiting.first())) {
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
            slots.computed[slot] += step.size(i);
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

    /// A request leaves for good, or gives up what it holds.
    ///
    /// @param length tokens it has in the cache
    void giveBlocks(int slot, long length) {
        long held = !growing ? slots.blocks[slot]
                : pool.blocks(length) - cache.segmentBlocks() * slots.segments[slot];
        pool.give(held);
        if (slots.segments[slot] > 0) {
            cache.release(slots.hashes[slot], slots.segments[slot]);
        }
        slots.segments[slot] = 0;
        slots.blocks[slot] = 0;
    }
}
