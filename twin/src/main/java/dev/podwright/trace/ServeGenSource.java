package dev.podwright.trace;

import dev.podwright.event.EventHeap;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// Requests drawn from the statistics of clients, in the order of their arrival. Each client draws from a seed of its own, so that leaving one
/// out changes nothing for the others.
final class ServeGenSource implements RequestSource {
    private final ServeGen of;
    private final int repeats;
    private final double speed;
    private final EventHeap heap;
    private final SplittableRandom[] randoms;
    private int round;
    private double upcoming;
    private int drawnInput;
    private int drawnOutput;
    private int drawnImages;
    private int drawnImageTokens;
    private double clock;
    private int input;
    private int output;
    private int images;
    private int imageTokens;
    private long tooLong;

    ServeGenSource(ServeGen of, int repeats, double speed, long seed) {
        if (repeats < 1 || !(speed > 0)) {
            throw new IllegalArgumentException("The repeats (%d) must be at least 1 and the speed (%s) above 0.".formatted(repeats, speed));
        }
        this.of = of;
        this.repeats = repeats;
        this.speed = speed;
        this.heap = new EventHeap(of.clients().size());
        this.randoms = new SplittableRandom[of.clients().size()];
        SplittableRandom root = new SplittableRandom(seed);
        for (int i = 0; i < randoms.length; i++) {
            randoms[i] = root.split();
        }
        begin();
        draw();
    }

    private void begin() {
        for (int i = 0; i < randoms.length; i++) {
            heap.schedule(i, of.clients().get(i).first(of.from(), of.to(), speed, randoms[i]));
        }
    }

    /// Draws the next request that fits the model; a round that is over gives way to the next.
    private void draw() {
        do {
            while (heap.time() == EventHeap.NEVER && round + 1 < repeats) {
                round++;
                begin();
            }
            double time = heap.time();
            upcoming = time - of.from() + round * of.span();
            if (time == EventHeap.NEVER) {
                return;
            }
            int client = heap.first();
            draw(of.clients().get(client).lengthsAt(time), randoms[client]);
            heap.schedule(client, of.clients().get(client).after(time, of.to(), speed, randoms[client]));
        } while (!fits());
    }

    @Override
    public double upcoming() {
        return upcoming;
    }

    @Override
    public boolean next() {
        if (upcoming == EventHeap.NEVER) {
            return false;
        }
        clock = upcoming;
        input = drawnInput;
        output = drawnOutput;
        images = drawnImages;
        imageTokens = drawnImageTokens;
        draw();
        return true;
    }

    private void draw(ServeGenClient.LengthWindow window, SplittableRandom random) {
        drawnInput = window.text().draw(random);
        drawnOutput = Math.max(1, window.output().draw(random));
        drawnImages = 0;
        drawnImageTokens = 0;
        for (ServeGenClient.Medium medium : window.media()) {
            int count = medium.count().draw(random);
            int tokens = medium.tokens().draw(random);
            drawnInput += count * tokens;
            if (medium.image() && tokens > 0) {
                drawnImages = count;
                drawnImageTokens = tokens;
            }
        }
        drawnInput = Math.max(1, drawnInput);
    }

    private boolean fits() {
        if (of.context() == 0 || (long) drawnInput + drawnOutput <= of.context()) {
            return true;
        }
        tooLong++;
        if (!of.drops()) {
            drawnInput = (int) Math.min(drawnInput, of.context() - Math.min(drawnOutput, of.context() / 2));
            drawnOutput = (int) Math.min(drawnOutput, of.context() - drawnInput);
        }
        return !of.drops();
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
    public int images() {
        return images;
    }

    @Override
    public int imageTokens() {
        return imageTokens;
    }

    @Override
    public long size() {
        return -1;
    }

    @Override
    public long longest() {
        return of.longest();
    }

    @Override
    public List<String> remarks() {
        List<String> remarks = new ArrayList<>();
        if (tooLong > 0) {
            remarks.add("%s: %,d requests exceed the %,d tokens that the model takes and are %s.".formatted(of.name(), tooLong, of.context(), of.drops() ? "left out" : "cut"));
        }
        return remarks;
    }
}
