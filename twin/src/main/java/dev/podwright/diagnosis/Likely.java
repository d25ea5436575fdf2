package dev.podwright.diagnosis;

import dev.podwright.catalog.Figure;
import dev.podwright.profile.Use;
import dev.podwright.units.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

/// What the evidence says of why an operator is slow; the first that fits, most certain first.
record Likely(String cause, String remedy, String source, List<String> evidence) {
    /// Share of its time beside communication from which that is suspected.
    private static final double MUCH = 0.5;

    /// A run that took so many times as long as the fastest was disturbed.
    private static final double DISTURBED = 1.5;

    /// Counters of time shares in the words of the profiler, with what they mean.
    private static final Map<String, String> RATIOS = Map.of("aic_mac_ratio", "cube busy", "mac_ratio", "cube busy", "aiv_vec_ratio", "vector units busy", "vec_ratio", "vector units busy",
            "aic_mte2_ratio", "loads to the cube cores busy", "aiv_mte2_ratio", "loads to the vector cores busy", "mte2_ratio", "loads busy", "aic_fixpipe_ratio", "writes of the cube cores busy");
    private static final String BLOCKS = "Block Num";
    private static final String CUBE_USE = "cube_utilization(%)";

    static Likely of(Job job, Job.Seat seat, Interval each) {
        Use use = seat.use();
        Makers maker = Makers.of(job.machine().chip());
        List<String> seen = new ArrayList<>(counters(use));
        OptionalDouble cores = job.machine().chip().find(Figure.MATRIX_CORES).map(q -> OptionalDouble.of(q.si())).orElse(OptionalDouble.empty());
        double blocks = use.counters().getOrDefault(BLOCKS, 0.0);
        if (blocks > 0 && cores.isPresent() && blocks < cores.getAsDouble() && (use.core().contains("AIC") || use.core().equals("AI_CORE"))) {
            seen.add("It runs on %s blocks, the chip has %s cube cores.".formatted(Words.number(blocks), Words.number(cores.getAsDouble())));
            return new Likely("Its tiling leaves cores without work.", "Let the tiling be searched for this shape (AOE, or another kernel), or batch more work into one call.", "", seen);
        }
        if (Tensors.wide(use.inputs()) && Products.of(seat.priced().recognised()).isPresent()) {
            return new Likely("It multiplies in 32 bits, which the matrix units do at a fraction of their rate.", maker == Makers.ASCEND
                    ? "Compute in bfloat16 or float16 (AMP), or allow HF32 (torch.npu.matmul.allow_hf32)." : "Compute in bfloat16, or allow TF32 (torch.backends.cuda.matmul.allow_tf32).", "", seen);
        }
        if (use.inputs().stream().map(Use.Tensor::format).filter(f -> !f.isEmpty()).distinct().count() > 1) {
            seen.add("Its inputs stand in different formats: %s.".formatted(String.join(", ", use.inputs().stream().map(Use.Tensor::format).distinct().toList())));
            return new Likely("Its inputs stand in different memory formats, so the kernel converts or takes a slower path.", "Bring weights into one format when loading (npu_format_cast).", Read.FORMATS, seen);
        }
        if (Products.of(seat.priced().recognised()).filter(g -> !Products.fit(g, job.machine().chip()).fits()).isPresent()) {
            seen.add("Its %s.".formatted(Products.fit(Products.of(seat.priced().recognised()).orElseThrow(), job.machine().chip()).words()));
            return new Likely("Its sizes miss tiles or units of transfer, for which the library may have no good kernel.", "Pad its sizes, and look whether the loss goes.", "", seen);
        }
        double beside = seat.inside() > 0 ? seat.rank().occupancy().beside()[seat.index()] / seat.inside() : 0;
        if (beside > MUCH) {
            seen.add("%s of its time something communicates beside it.".formatted(Words.percent(beside)));
            return new Likely("Communication beside it takes memory bandwidth" + (maker == Makers.NVIDIA ? " and multiprocessors." : "."), "Give communication fewer channels, or move it beside work that memory does not limit.", "", seen);
        }
        if (use.count() > 1 && use.longest() > DISTURBED * use.shortest() && use.shortest() <= each.high()) {
            seen.add("The fastest of %s takes %s, the slowest %s.".formatted(Words.count(use.count(), "run"), Words.seconds(use.shortest()), Words.seconds(use.longest())));
            return new Likely("Some of its runs are as fast as predicted: what runs beside it, cold caches or the clock disturb the others.", "Look at what precedes the slow runs, and at clock and power of the card.", "", seen);
        }
        return new Likely("The library has no good kernel for this shape and type.", maker == Makers.ASCEND
                ? "Try a newer CANN, let AOE tune it, or use the fused operator of torch_npu; look into it with msprof op." : "Try a newer cuBLAS, autotuning (torch.compile max-autotune) or a fused kernel; look into it with Nsight Compute.", "", seen);
    }

    /// What hardware counters say, in sentences.
    static List<String> counters(Use use) {
        List<String> said = new ArrayList<>();
        use.counters().entrySet().stream().sorted(Map.Entry.comparingByKey()).forEach(e -> {
            String meaning = RATIOS.get(e.getKey().toLowerCase(Locale.ROOT));
            if (meaning != null) {
                said.add("Counter %s: %s, %s of its time.".formatted(e.getKey(), meaning, Words.percent(e.getValue())));
            } else if (e.getKey().equals(CUBE_USE)) {
                said.add("Counter %s: %s %%.".formatted(e.getKey(), Words.number(e.getValue())));
            }
        });
        return said;
    }
}
