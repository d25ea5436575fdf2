package dev.podwright.simulation;

import dev.podwright.event.EventHeap;
import dev.podwright.trace.RequestSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// One instance of an engine. Its lanes (attention groups, and micro-batches of a pipeline) move in lock-step and share sequences evenly.
///
/// Between arrivals and finishes a decode batch only grows its context: such steps are summed in closed form, as one *leap*. With
/// `oneByOne` every step is an event of its own; the results agree, which tests check.
final class Replica {
    private final int number;
    private final int pool;
    private final Pool.Role role;
    private final Handover handover;
    /// Of a replica that only generates; null otherwise.
    private final Landing landing;
    private final StepTimes times;
    private final Scheduler scheduler;
    private final Inside inside;
    private final Generation decoding;
    private final Slots slots;
    private final Ledger ledger;
    private final boolean oneByOne;
    private final boolean hidden;
    /// Whether others see at once what this replica gives up of its prefixes: then a leap ends before it does.
    private final boolean watched;
    private final double deadline;
    private final int lanes;
    private final double growth;
    /// The prompts of the step under way.
    private final Chunks chunks = new Chunks();

    /// The step or leap under way: when it began, its length, steps in it; none if `end` is [EventHeap#NEVER].
    private double start;
    private double end = EventHeap.NEVER;
    private long leap;
    private boolean leaping;
    /// Whether prompts waited as the leap began.
    private boolean waited;
    /// Sequences that generate in the step under way, if it carries prompts.
    private int along;
    /// Computed prompts whose cache has not left yet.
    private int leaving;
    /// How many times as long steps take: from the next one on, and now.
    private double slowness = 1;
    private double slownessNow = 1;
    /// What a token costs here, of what it costs at the fastest replica of the stage.
    private double weight = 1;

    /// @param pool of `setup` that it belongs to
    /// @param segmentTokens tokens of a prompt that one hash stands for; 0 where prompts have none
    /// @param shared the tiers of prefixes that all replicas share, by name
    Replica(int number, int pool, Setup setup, int segmentTokens, Ledger ledger, Handover handover, Map<String, TierCache> shared) {
        Pool of = setup.pools().get(pool);
        this.number = number;
        this.pool = pool;
        this.role = of.role();
        this.handover = handover;
        this.times = of.times();
        this.scheduler = Scheduler.of(of.rules());
        this.inside = new Inside(of, segmentTokens, blocks -> Prefixes.chain(setup.tiers(), blocks, shared));
        this.decoding = inside.decoding();
        this.slots = inside.slots();
        this.ledger = ledger;
        this.oneByOne = setup.oneByOne();
        this.hidden = setup.tiers().hidden();
        this.watched = setup.tiers().tiers().stream().anyMatch(Tiers.Tier::shared);
        this.deadline = setup.admission().deadline();
        this.lanes = times.lanes();
        this.growth = times.tokensPerStep();
        this.landing = role == Pool.Role.DECODE ? new Landing(this, inside, setup.transfer().orElseThrow().first(), handover) : null;
    }

    int number() {
        return number;
    }

    /// The pool it belongs to.
    int pool() {
        return pool;
    }

    Pool.Role role() {
        return role;
    }

    Slots slots() {
        return slots;
    }

    /// Blocks of its cache.
    long capacity() {
        return inside.capacity();
    }

    /// Whether its cache is large enough for a request.
    boolean holds(int input, int output) {
        return inside.holds(input, output);
    }

    /// When the step or leap under way ends.
    double end() {
        return end;
    }

    Inside inside() {
        return inside;
    }

    Landing landing() {
        return landing;
    }

    void weigh(double cost) {
        weight = cost;
    }

    double weight() {
        return weight;
    }

    /// What its tokens cost, as [#tokens].
    double work(double now) {
        return weight * tokens(now);
    }

    /// Requests inside.
    int load() {
        return inside.load() + leaving + (landing == null ? 0 : landing.size());
    }

    /// Requests in its queue.
    int waiting() {
        return inside.waiting();
    }

    /// Tokens of prompts that wait, and of sequences inside: what a router by load looks at.
    double tokens(double now) {
        if (!leaping || leap == 1) {
            return still();
        }
        return still() + Math.max(0, begun(now) - 1) * growth * decoding.size();
    }

    /// The same when the steps under way began, without what they have added since.
    double still() {
        return inside.tokens() + (landing == null ? 0 : landing.tokens());
    }

    /// Leading prompt tokens that this replica has cached.
    int cachedTokens(long[] hashes) {
        return inside.prefixes().cachedTokens(hashes);
    }

    /// Blocks in use: 0 when nobody is inside.
    long usedBlocks() {
        return inside.usedBlocks();
    }

    /// The request that `source` has reached arrives at `now`, as number `request`.
    void arrive(double now, long request, RequestSource source) {
        inside.queue(now, request, source);
        disturb(now);
    }

    /// A request that another replica has lost comes.
    void resume(Slots from, int place, double now) {
        inside.resume(from, place);
        disturb(now);
    }

    /// Requests whose caches were at `lost`, on their way (`under`) or still to come, do not come.
    void forget(Replica lost, List<Integer> under, double now) {
        List<Integer> gone = new ArrayList<>(under);
        Arrays.stream(landing.queued()).filter(slot -> slots.source[slot] == lost.number).forEach(gone::add);
        for (int slot : gone) {
            landing.forget(slot);
            slots.give(slot);
        }
        if (!gone.isEmpty()) {
            disturb(now);
        }
    }

    /// From the next step on all takes so many times as long.
    void slow(double factor, double now) {
        slowness = factor;
        if (leaping && leap > 1) {
            cut(now);
        }
    }

    /// The replica is lost: steps done so far count. Gives the places of its requests.
    int[] lose(double now) {
        if (leaping) {
            long done = begun(now) - 1;
            if (done > 0) {
                end = after(done);
                ran(done, decoding.size(), 0);
                inside.grow(done);
            }
        }
        end = EventHeap.NEVER;
        int[] left = inside.abandonAll();
        for (int slot : left) {
            if (slots.first[slot] > now) {
                // The step that was to bring its first token is not done.
                slots.first[slot] = Double.NaN;
            }
        }
        return left;
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
        inside.giveBlocks(slot, slots.prompt[slot]);
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
            scheduler.decoded(leap, waited);
            ran(leap, decoding.size(), 0);
            grow(leap, now);
        } else {
            ran(1, along, chunks.tokens());
            if (along > 0) {
                grow(1, now);
            }
            inside.computed(chunks, slot -> generate(slot, now));
        }
        plan(now);
    }

    /// An arrival ends a leap with the step that is under way.
    private void cut(double now) {
        long steps = Math.clamp(begun(now), 1, leap);
        if (steps < leap) {
            leap = steps;
            end = after(steps);
        }
    }

    /// Steps of the leap under way that have begun.
    private long begun(double now) {
        return times.within(lane(), decoding.meanContext(), growth, leap, (now - start) / slownessNow);
    }

    /// When so many steps of the leap under way are done.
    private double after(long steps) {
        return start + slownessNow * times.decode(lane(), decoding.meanContext(), growth, steps);
    }

    /// Sequences that generate in the fullest lane.
    private int lane() {
        return Math.ceilDiv(decoding.size(), lanes);
    }

    private void plan(double now) {
        start = now;
        leaping = false;
        slownessNow = slowness;
        chunks.clear();
        if (deadline < EventHeap.NEVER) {
            inside.expire(deadline, now, ledger);
        }
        if (landing != null) {
            landing.plan(now);
        }
        boolean together = scheduler.fill(inside, chunks, now);
        if (chunks.count() > 0) {
            along = together ? decoding.size() : 0;
            end = now + slowness * seconds();
            if (landing != null && along > 0) {
                landing.first(end);
            }
        } else if (decoding.size() > 0) {
            inside.unreserve();
            int generated = decoding.size();
            if (inside.makeRoom()) {
                // What was preempted may fit again after the next step.
                leap(now, decoding.size() < generated);
            } else {
                plan(now);
            }
        } else if (leaving > 0 || inside.arriving() > 0) {
            // Nothing can go on before a cache has left or come.
            end = EventHeap.NEVER;
        } else if (inside.abandon()) {
            plan(now);
        } else {
            if (inside.load() > 0) {
                throw new IllegalStateException("Replica %d is stuck at %s s with %d requests.".formatted(number, now, load()));
            }
            end = EventHeap.NEVER;
        }
    }

    /// Of a step that carries prompts: as long as its fullest lane.
    private double seconds() {
        int busy = Math.min(lanes, chunks.count());
        int fullest = Math.max(chunks.largest(), Math.ceilDiv(chunks.tokens(), lanes));
        double computing = times.mixed(Math.ceilDiv(along, lanes), along == 0 ? 0 : decoding.meanContext(), fullest, Math.ceilDiv(chunks.tokens(), lanes),
                Math.ceilDiv(chunks.ending(), lanes), chunks.attention() / busy) + chunks.seeing() / busy;
        double loading = inside.prefixes().loading();
        return hidden ? Math.max(computing, loading) : computing + loading;
    }

    private void leap(double now, boolean once) {
        leaping = true;
        waited = inside.prompts() > 0;
        leap = oneByOne || once ? 1 : Math.min(decoding.left(), scheduler.undisturbed(inside));
        leap = Math.max(1, watched || inside.wavers() ? decoding.harmless(leap) : decoding.affordable(leap));
        double patience = deadline == EventHeap.NEVER ? deadline : inside.expiry(deadline) - now;
        if (patience < EventHeap.NEVER) {
            // The first step that ends after it.
            leap = Math.max(1, times.within(lane(), decoding.meanContext(), growth, leap, patience / slowness));
        }
        end = after(leap);
        if (landing != null) {
            landing.first(now + slowness * times.decode(lane(), decoding.meanContext()));
        }
    }

    private void ran(long steps, int generating, int tokens) {
        ledger.ran(new Ran(number, start, end - start, steps, generating, tokens, inside.waiting(), inside.usedBlocks(), decoding.size() - generating));
    }

    /// Every sequence that generates does so many steps; those that are done leave.
    private void grow(long steps, double now) {
        inside.grow(steps);
        for (int slot = decoding.due(); slot >= 0; slot = decoding.due()) {
            done(slot, decoding.leave(slot), now);
        }
    }

    /// A prompt is computed: its first token comes, and it generates.
    private void generate(int slot, double now) {
        // The token that the prompt's last position gave is one more.
        int left = slots.output[slot] - slots.kept[slot] - 1;
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
        } else {
            decoding.enter(slot, left);
        }
    }

    private void done(int slot, long length, double now) {
        if (role == Pool.Role.BOTH) {
            // The next turn of a conversation begins with this answer.
            inside.share(slot, length);
        }
        inside.giveBlocks(slot, length);
        ledger.finished(new Served(slots.request[slot], slots.kind[slot], number, slots.arrival[slot], slots.began[slot], slots.first[slot], now,
                slots.input[slot], slots.cached[slot], slots.output[slot], slots.preemptions[slot], slots.retries[slot]));
        slots.give(slot);
    }
}
