package dev.podwright.trace;

import dev.podwright.workload.RequestMix;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.SplittableRandom;

/// Conversations: the next prompt comes a time to think after the last answer, and is all that was said before and new words. Its beginning
/// is in the prefix cache unless it had to leave. A session ends when its turns are over, when what was said no longer fits the model, or
/// when a prompt got no answer.
///
/// Sessions begin by a law of gaps; or a fixed number of users talk, each beginning a new session a time to think after the last.
public final class Sessions implements RequestSource {
    /// A session of so many times the turns of the mean is over, should the model take it: one in twenty thousand is longer.
    private static final double LONG_TURNS = 10;

    private final SessionLaw law;
    /// Of sessions; null where users begin them.
    private final Gaps starts;
    private final long context;
    private final long count;
    private final int segment;
    private final SplittableRandom random;
    private final Drawing drawing;
    private final SharedTexts prefixes;
    private final PriorityQueue<Session> pending = new PriorityQueue<>();
    private final Map<Long, Session> asked = new HashMap<>();
    private double start = Double.POSITIVE_INFINITY;
    private long begun;
    private long made;
    private long full;
    private long unanswered;
    private double clock;
    private Session current;
    private int input;
    private int output;
    private int images;
    private long[] hashes;

    private Sessions(RequestMix mix, SessionLaw law, Gaps starts, int users, Lengthening lengths, long context, int segment, long count, long seed) {
        if (count < 1 || segment < 1) {
            throw new IllegalArgumentException("The count (%d) and the segment (%d) must be at least 1.".formatted(count, segment));
        }
        this.law = law;
        this.starts = starts;
        this.count = count;
        this.segment = segment;
        this.random = new SplittableRandom(seed);
        this.drawing = new Drawing(mix, lengths);
        this.context = Math.min(context > 0 ? context : Integer.MAX_VALUE, (long) Math.ceil(drawing.longest() * LONG_TURNS * law.turns()));
        this.prefixes = new SharedTexts(mix, segment);
        if (starts != null) {
            this.start = starts.draw(random);
        }
        for (int i = 0; i < users; i++) {
            pending.add(new Session(begun++, 0));
        }
    }

    /// Sessions that begin by themselves.
    ///
    /// @param requests law of the gaps between requests, of which a session makes several: sessions begin that much more rarely
    /// @param context tokens that the model takes; 0 = no limit
    /// @param segment tokens of one hash: a whole number of cache blocks
    /// @param count requests in all
    public static Sessions open(RequestMix mix, SessionLaw law, Gaps requests, Lengthening lengths, long context, int segment, long count, long seed) {
        return new Sessions(mix, law, requests.at(requests.rate() / law.turns()), 0, lengths, context, segment, count, seed);
    }

    /// Users who all begin at once and never stop.
    ///
    /// @param users how many
    public static Sessions closed(RequestMix mix, SessionLaw law, int users, Lengthening lengths, long context, int segment, long count, long seed) {
        return new Sessions(mix, law, null, users, lengths, context, segment, count, seed);
    }

    @Override
    public double upcoming() {
        return made == count ? Double.POSITIVE_INFINITY : pending.isEmpty() ? start : Math.min(start, pending.peek().time);
    }

    @Override
    public boolean next() {
        double time = upcoming();
        if (time == Double.POSITIVE_INFINITY) {
            return false;
        }
        clock = time;
        if (pending.isEmpty() || start < pending.peek().time) {
            current = new Session(begun++, start);
            start += starts.draw(random);
        } else {
            current = pending.poll();
        }
        if (current.turns == 0) {
            begin();
        } else {
            goOn();
        }
        current.turns++;
        current.said = input + output;
        hashes = current.hashes(current.said, segment);
        asked.put(made++, current);
        return true;
    }

    private void begin() {
        drawing.next(random);
        current.kind = drawing.kind();
        input = drawing.input();
        output = drawing.output();
        images = drawing.images();
        current.common = prefixes.draw(current.kind, input, random);
    }

    private void goOn() {
        input = current.said + current.words;
        output = (int) Math.min(drawing.answer(current.kind, random), context - input);
        images = 0;
    }

    @Override
    public void done(long request, double time, boolean answered) {
        Session session = asked.remove(request);
        boolean over = !answered || random.nextDouble() * law.turns() < 1;
        unanswered += answered ? 0 : 1;
        if (!over) {
            session.words = Math.max(1, (int) Math.round(law.words() * random.nextExponential()));
            over = session.said + (long) session.words >= context;
            full += over ? 1 : 0;
        }
        double then = time + law.think() * Math.exp(SessionLaw.THINK_SIGMA * random.nextGaussian());
        if (!over) {
            session.time = then;
            pending.add(session);
        } else if (starts == null) {
            pending.add(new Session(begun++, then));
        }
    }

    @Override
    public double arrival() {
        return clock;
    }

    @Override
    public int input() {
        return input;
    }

    @Override
    public int output() {
        return output;
    }

    @Override
    public int kind() {
        return current.kind;
    }

    @Override
    public long[] hashes() {
        return hashes;
    }

    @Override
    public int segmentTokens() {
        return segment;
    }

    @Override
    public int images() {
        return images;
    }

    @Override
    public int imageTokens() {
        return drawing.imageTokens(current.kind);
    }

    @Override
    public long size() {
        return count;
    }

    /// A session ends before it outgrows this: the context of the model, or where it states none, what so many turns say.
    @Override
    public long longest() {
        return context;
    }

    @Override
    public List<String> remarks() {
        List<String> remarks = new ArrayList<>(drawing.remarks());
        remarks.add("%,d sessions began; %,d of them ended as the context of the model was full, %,d as a prompt got no answer.".formatted(begun, full, unanswered));
        return remarks;
    }
}
