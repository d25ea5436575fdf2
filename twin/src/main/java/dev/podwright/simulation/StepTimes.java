package dev.podwright.simulation;

import dev.podwright.model.Batch;
import dev.podwright.step.ServingStep;
import dev.podwright.step.StepOverheads;
import dev.podwright.step.StepParts;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/// The seconds of every step that an engine may run, compiled: tables are filled from [ServingStep] where they are first needed, and
/// a step then costs nanoseconds. What a simulation runs is this function, exactly; between the knots of its tables it is linear.
///
/// * decoding: one row per number of sequences, linear in their mean context between powers of two;
/// * prompts: linear layers by the number of tokens (every one up to 64, then sixteen per octave), attention by the chunk's
///   tokens and those before it (four knots per octave each, bilinear);
/// * both together: the linear layers of all tokens, and each one's attention.
public final class StepTimes {
    /// Knots at contexts 0, 1, 2, 4 … 2^21: longer than any model's context.
    private static final int CONTEXT_KNOTS = 23;
    private static final int EXACT = 64;
    private static final int PER_OCTAVE = 16;
    private static final int FINE_GRAPH = 8;
    private static final int FINE_GRAPHS = 256;
    private static final int CHUNK_BITS = 2;
    private static final int CHUNK_KNOTS = 4 * 22;

    private final ServingStep step;
    private final StepOverheads overheads;
    private final int lanes;
    private final int queries;
    private final double[][] decode;
    private final double[] linear;
    private final double[] experts;
    private final double[] head;
    private final Map<Long, Double> vision = new HashMap<>();
    private final double[][] attention;

    /// @param most sequences in one lane (attention group and micro-batch)
    /// @param budget most tokens of a step in one lane
    /// @param host seconds of every step that the chips wait for the host
    public StepTimes(ServingStep step, int most, int budget, double host) {
        this(step, most, budget, StepOverheads.NONE.withHost(host));
    }

    /// @param most sequences in one lane (attention group and micro-batch)
    /// @param budget most tokens of a step in one lane
    /// @param overheads what steps take beyond what their operators do
    public StepTimes(ServingStep step, int most, int budget, StepOverheads overheads) {
        this(step, overheads, new double[most + 1][], filled(size(step, most, budget)), filled(size(step, most, budget)), filled(size(step, most, budget)),
                new double[CHUNK_KNOTS][CHUNK_KNOTS]);
        for (double[] row : attention) {
            Arrays.fill(row, Double.NaN);
        }
    }

    private StepTimes(ServingStep step, StepOverheads overheads, double[][] decode, double[] linear, double[] experts, double[] head, double[][] attention) {
        this.step = step;
        this.overheads = overheads;
        this.lanes = step.layout().data() * step.layout().pipeline();
        this.queries = 1 + step.speculation().drafts();
        this.decode = decode;
        this.linear = linear;
        this.experts = experts;
        this.head = head;
        this.attention = attention;
    }

    /// The same steps with other overheads. Both fill the same tables: not for two threads.
    public StepTimes with(StepOverheads other) {
        return new StepTimes(step, other, decode, linear, experts, head, attention);
    }

    private static int size(ServingStep step, int most, int budget) {
        return Math.max(budget, padded(most) * (1 + step.speculation().drafts())) + 2 * most * (1 + step.speculation().drafts()) + 1;
    }

    private static double[] filled(int size) {
        double[] cells = new double[size];
        Arrays.fill(cells, Double.NaN);
        return cells;
    }

    /// Lanes that share the sequences of a replica evenly: attention groups times micro-batches.
    public int lanes() {
        return lanes;
    }

    /// Tokens kept of each sequence by a decode step, on average.
    public double tokensPerStep() {
        return step.speculation().tokensPerStep();
    }

    /// One decode step.
    ///
    /// @param sequences in the fullest lane, at least 1
    /// @param context mean tokens of a sequence, the new one counted
    public double decode(int sequences, double context) {
        return overheads.host(sequences) + overheads.decode() * raw(sequences, context);
    }

    private double raw(int sequences, double context) {
        double[] row = row(sequences);
        int below = below(context);
        double from = knot(below);
        double low = at(row, sequences, below);
        return low + (context - from) / (knot(below + 1) - from) * (at(row, sequences, below + 1) - low);
    }

    /// Seconds of `steps` decode steps, in each of which the mean context grows by `growth`: the sum of [#decode], in closed form on
    /// every piece on which it is linear.
    public double decode(int sequences, double context, double growth, long steps) {
        double[] row = row(sequences);
        double fixed = overheads.host(sequences);
        double sum = 0;
        long done = 0;
        while (done < steps) {
            double at = context + done * growth;
            int below = below(at);
            double from = knot(below);
            double to = knot(below + 1);
            long here = Math.min(steps - done, Math.max(1, (long) Math.ceil((to - at) / growth)));
            double low = at(row, sequences, below);
            double slope = overheads.decode() * (at(row, sequences, below + 1) - low) / (to - from);
            double first = fixed + overheads.decode() * low + (at - from) * slope;
            sum += here * first + slope * growth * (0.5 * here * (here - 1));
            done += here;
        }
        return sum;
    }

    /// How many of at most `most` such steps begin before `seconds` have passed: the last of them may end later.
    public long within(int sequences, double context, double growth, long most, double seconds) {
        double[] row = row(sequences);
        double fixed = overheads.host(sequences);
        double left = seconds;
        long done = 0;
        while (done < most && left > 0) {
            double at = context + done * growth;
            int below = below(at);
            double from = knot(below);
            double to = knot(below + 1);
            long here = Math.min(most - done, Math.max(1, (long) Math.ceil((to - at) / growth)));
            double low = at(row, sequences, below);
            double slope = overheads.decode() * (at(row, sequences, below + 1) - low) / (to - from);
            double first = fixed + overheads.decode() * low + (at - from) * slope;
            double all = here * first + slope * growth * (0.5 * here * (here - 1));
            if (all < left) {
                left -= all;
                done += here;
            } else {
                return done + least(first, slope * growth, here, left);
            }
        }
        return done;
    }

    /// The least n of at most `most` with n first + rise n (n - 1) / 2 >= seconds.
    private static long least(double first, double rise, long most, double seconds) {
        double half = first - rise / 2;
        double guess = Math.abs(rise) * most < 1e-9 * first ? seconds / first
                : (Math.sqrt(Math.max(0, half * half + 2 * rise * seconds)) - half) / rise;
        long n = Math.clamp((long) Math.ceil(guess), 1, most);
        while (n > 1 && (n - 1) * first + rise * (0.5 * (n - 1) * (n - 2)) >= seconds) {
            n--;
        }
        while (n < most && n * first + rise * (0.5 * n * (n - 1)) < seconds) {
            n++;
        }
        return n;
    }

    /// A step that also carries prompts.
    ///
    /// @param decoding sequences that generate, in the fullest lane
    /// @param context their mean tokens
    /// @param tokens of prompts in the fullest lane
    /// @param mean tokens of prompts per lane: the experts of all ranks share what all lanes hold
    /// @param ending prompts whose last token is among them
    /// @param attention seconds of the prompts' attention, from [#attention]
    public double mixed(int decoding, double context, int tokens, int mean, int ending, double attention) {
        int generated = decoding * queries;
        double alone = decoding == 0 ? 0 : raw(decoding, context);
        double prompts = linear(tokens + generated) - linear(generated) + experts(mean + generated) - experts(generated)
                + head(ending + generated) - head(generated) + attention;
        return overheads.host(decoding + ending) + overheads.decode() * alone + overheads.prefill() * prompts;
    }

    /// The same with prompts in one lane only, or spread evenly.
    public double mixed(int decoding, double context, int tokens, int ending, double attention) {
        return mixed(decoding, context, tokens, tokens, ending, attention);
    }

    /// Attention of `tokens` of a prompt, `before` of which were processed earlier. Its launch is counted with the first prompt of
    /// a step only, by the caller: see [#launch].
    public double attention(int tokens, int before) {
        int t = fine(tokens);
        int b = fine(before);
        double along = (tokens - coarse(t)) / (double) (coarse(t + 1) - coarse(t));
        double across = (before - coarse(b)) / (double) (coarse(b + 1) - coarse(b));
        double low = cell(t, b) + along * (cell(t + 1, b) - cell(t, b));
        double high = cell(t, b + 1) + along * (cell(t + 1, b + 1) - cell(t, b + 1));
        return low + across * (high - low);
    }

    /// What the attention of the shortest prompt takes: prompts that share a step share it.
    public double launch() {
        return cell(1, 0);
    }

    /// What the vision tower takes for the images of one prompt.
    public double vision(int images, int tokens) {
        return images == 0 ? 0 : vision.computeIfAbsent((long) images << Integer.SIZE | tokens, _ -> step.vision(images, tokens));
    }

    private double[] row(int sequences) {
        double[] row = decode[sequences];
        if (row == null) {
            row = filled(CONTEXT_KNOTS);
            decode[sequences] = row;
        }
        return row;
    }

    private double at(double[] row, int sequences, int index) {
        double found = row[index];
        if (Double.isNaN(found)) {
            int real = sequences * queries;
            int padded = padded(sequences) * queries;
            found = step.seconds(new Batch(0, 0, 0, sequences, Math.max(1, knot(index)), queries))
                    + Math.max(0, linear(padded) + experts(padded) - linear(real) - experts(real));
            row[index] = found;
        }
        return found;
    }

    private static int below(double context) {
        int at = Integer.SIZE - Integer.numberOfLeadingZeros((int) context);
        return Math.min(at, CONTEXT_KNOTS - 2);
    }

    private static double knot(int index) {
        return index == 0 ? 0 : 1 << index - 1;
    }

    /// Decode batches are run at the sizes for which graphs were captured: 1, 2, 4, multiples of 8 to 256, of 16 beyond (vLLM 0.10:
    /// `cudagraph_capture_sizes` of vllm/config/compilation.py; SGLang and TensorRT-LLM differ little).
    private static int padded(int sequences) {
        if (sequences <= 4) {
            return sequences == 3 ? 4 : sequences;
        }
        int spacing = sequences <= FINE_GRAPHS ? FINE_GRAPH : 2 * FINE_GRAPH;
        return Math.ceilDiv(sequences, spacing) * spacing;
    }

    private double linear(int tokens) {
        double found = linear[tokens];
        return Double.isNaN(found) ? fill(linear, tokens) : found;
    }

    private double experts(int tokens) {
        double found = experts[tokens];
        return Double.isNaN(found) ? fill(experts, tokens) : found;
    }

    private double head(int sampled) {
        double found = head[sampled];
        return Double.isNaN(found) ? fill(head, sampled) : found;
    }

    private double fill(double[] table, int at) {
        if (at == 0) {
            return table[0] = 0;
        }
        int spacing = Math.max(1, Integer.highestOneBit(at) / PER_OCTAVE);
        int low = at < EXACT ? at : at / spacing * spacing;
        if (low == at) {
            return exact(table, at);
        }
        int high = Math.min(low + spacing, table.length - 1);
        double a = exact(table, low);
        double b = exact(table, high);
        return table[at] = a + (b - a) * (at - low) / (double) (high - low);
    }

    /// From the step itself; a prompt samples once, as many prompts as tokens sample every one.
    private double exact(double[] table, int at) {
        if (Double.isNaN(table[at])) {
            if (table == head) {
                head[at] = step.parts(Batch.prefill(at, 1)).head();
            } else {
                StepParts parts = step.parts(Batch.prefill(1, at));
                linear[at] = parts.linear();
                experts[at] = parts.experts();
            }
        }
        return table[at];
    }

    /// Four knots per octave: 0, 1, 2, 3, 4, 5, 6, 7, 8, 10, 12, 14, 16, 20 …
    private static int fine(int size) {
        if (size < 1 << CHUNK_BITS) {
            return size;
        }
        int octave = Integer.SIZE - 1 - Integer.numberOfLeadingZeros(size);
        return (octave - CHUNK_BITS + 1 << CHUNK_BITS) + (size >> octave - CHUNK_BITS & (1 << CHUNK_BITS) - 1);
    }

    private static int coarse(int index) {
        if (index < 1 << CHUNK_BITS) {
            return index;
        }
        int octave = (index >> CHUNK_BITS) + CHUNK_BITS - 1;
        return (1 << octave) + ((index & (1 << CHUNK_BITS) - 1) << octave - CHUNK_BITS);
    }

    private double cell(int tokens, int before) {
        double found = attention[tokens][before];
        if (Double.isNaN(found)) {
            int t = coarse(tokens);
            found = t == 0 ? 0 : step.parts(new Batch(1, t, t + coarse(before), 0, 0, 1)).prefillAttention();
            attention[tokens][before] = found;
        }
        return found;
    }
}
