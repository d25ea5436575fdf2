package dev.podwright.app;

import dev.podwright.calibration.Calibration;
import dev.podwright.catalog.Catalog;
import dev.podwright.fabric.Collective;
import dev.podwright.fabric.Group;
import dev.podwright.knowledge.support.Generation;
import dev.podwright.knowledge.support.Kernel;
import dev.podwright.knowledge.support.OperatorSupport;
import dev.podwright.knowledge.support.OperatorSupport.Replacement;
import dev.podwright.knowledge.support.Verdict;
import dev.podwright.migration.Question;
import dev.podwright.migration.Report;
import dev.podwright.model.Models;
import dev.podwright.model.Operator;
import dev.podwright.plan.Subject;
import dev.podwright.profile.Profile;
import dev.podwright.profile.Timeline;
import dev.podwright.profile.Use;
import dev.podwright.repricing.Machine;
import dev.podwright.repricing.Recognised;
import dev.podwright.repricing.RepricedUse;
import dev.podwright.repricing.Repricing;
import dev.podwright.scenario.PrecisionWish;
import dev.podwright.units.Interval;
import dev.podwright.units.Precision;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// A migration report made by hand: one of everything that a report can hold.
final class MigrationSamples {
    private static final Catalog CATALOG = Catalog.bundled();

    private MigrationSamples() {}

    /// Of a model and a profile, to as many targets as named.
    static Report report(String... targets) {
        Subject from = Subject.of("h100-sxm", CATALOG);
        List<Subject> to = Arrays.stream(targets).map(t -> Subject.of(t, CATALOG)).toList();
        Question question = new Question(Optional.of(Models.named("llama-3.1-8b")), PrecisionWish.NONE, Optional.empty(), Optional.empty(), Question.Purpose.TRAINING, Optional.of(profile()),
                from, to, "2.13.0", List.of("cuda-graphs"));
        return new Report(question, to.stream().map(t -> target(from, t)).toList(), List.of("The profile goes backward: it is read as training."));
    }

    static Profile profile() {
        return new Profile("trace.json.gz", Profile.Format.KINETO, "NVIDIA H100 80GB HBM3", OptionalInt.of(0), OptionalInt.of(8), Map.of("nccl", "2.21.5", "cuda_runtime", "12040"), List.of(), 0.1,
                uses(), Timeline.NONE, List.of(), List.of("12 events were cut short."));
    }

    private static List<Use> uses() {
        return List.of(use(Use.Kind.KERNEL, "nvjet_tst_128x256", "aten::mm", 200, 0.05), use(Use.Kind.KERNEL, "flash_fwd_kernel<float|half>", "flash_attn::_flash_attn_forward", 32, 0.02),
                use(Use.Kind.KERNEL, "my_fused_norm_kernel", "mylib::fused_norm", 64, 0.004), use(Use.Kind.EXCHANGE, "ncclDevKernel_AllReduce_Sum_bf16_RING_LL", "c10d::allreduce_", 16, 0.01),
                use(Use.Kind.COPY, "Memcpy HtoD (Pageable -> Device)", "aten::copy_", 4, 0.0005));
    }

    private static Use use(Use.Kind kind, String kernel, String operator, long count, double seconds) {
        return new Use(kind, kernel, operator, List.of(), kind == Use.Kind.KERNEL ? List.of(new Use.Tensor(List.of(4096L, 1024L), "bfloat16", "")) : List.of(), List.of(), List.of(), "", false,
                Optional.empty(), 0, count, seconds, seconds / count, seconds / count, 0, Map.of());
    }

    private static Report.OnTarget target(Subject from, Subject target) {
        Machine source = Machine.of(from.id(), from.pod(), CATALOG, Calibration.bundled());
        Machine there = Machine.of(target.id(), target.pod(), CATALOG, Calibration.bundled());
        List<Use> uses = uses();
        List<Recognised> recognised = List.of(
                new Recognised.Computed(List.of(new Operator.Gemm("mm", 1, 4096, 4096, 1024, Precision.BF16, Precision.BF16, Precision.BF16))),
                new Recognised.Unshaped(Kernel.Nature.ATTENTION, "Its shapes were not recorded."), new Recognised.Unknown("Its name tells nothing."),
                new Recognised.Exchanged(new Collective.AllReduce(1e8, new Group(8, 1))), new Recognised.Moved(1e6));
        List<RepricedUse> repriced = new ArrayList<>();
        for (int i = 0; i < uses.size(); i++) {
            double seconds = uses.get(i).seconds();
            boolean shaped = i == 0 || i == 3;
            repriced.add(new RepricedUse(uses.get(i), recognised.get(i), shaped ? Optional.of(new Interval(seconds * 0.8, seconds * 0.95, seconds * 1.2)) : Optional.empty(),
                    new Interval(seconds * (i == 4 ? 0.6 : 1.5), seconds * (i == 4 ? 0.8 : 2), seconds * 3), shaped ? RepricedUse.Method.SHAPE : RepricedUse.Method.RATIO, "By hand."));
        }
        Repricing repricing = new Repricing(profile(), source, there, repriced, 0.1, 0.098, new Interval(0.15, 0.2, 0.3), List.of("Host time is taken over as measured."));
        Report.Time time = new Report.Time(repricing, List.of(new Report.Shift("aten::copy_", 4, 0.0005, new Interval(0.0003, 0.0004, 0.0015), false)),
                List.of(new Report.Shift("aten::mm", 200, 0.05, new Interval(0.075, 0.1, 0.15), true)), "Of the time priced from shapes, 100 % lies in its interval on the source.");
        String tables = "Ascend/pytorch@9e73e708a";
        List<Report.MovedOperator> operators = List.of(
                new Report.MovedOperator(new OperatorSupport("aten::mm", "torch.mm", new Verdict.Supported(), Optional.empty(), false, tables), 200, 0.05),
                new Report.MovedOperator(new OperatorSupport("flash_attn::_flash_attn_forward", "", new Verdict.Unread("no table names it"),
                        Optional.of(new Replacement("torch_npu.npu_fusion_attention", "layouts BSH, SBH, BNSD", tables)), true, tables), 32, 0.02),
                new Report.MovedOperator(new OperatorSupport("c10d::allreduce_", "torch.distributed.all_reduce", new Verdict.Restricted("input: fp32 | bf16 only"), Optional.empty(), false, tables), 16, 0.01),
                new Report.MovedOperator(new OperatorSupport("aten::_foo_*", "torch.foo", new Verdict.Unsupported(), Optional.empty(), false, tables), 3, 0),
                new Report.MovedOperator(new OperatorSupport("aten::bar", "", new Verdict.Unread("no table names it"), Optional.empty(), false, tables), 1, 0));
        return new Report.OnTarget(target, Generation.of(target.rankChip()), Optional.of(new Report.Versions("2.12.0", "2.12.0", "9.1.0", "COMPATIBILITY.en.md")),
                "It runs after one port, at half the speed.",
                List.of(new Report.Change(Report.Topic.PRECISION, "fp8", "w8a8", "Weights take as much; accuracy has to be compared.", Report.Weight.BLOCKS, "platform files"),
                        new Report.Change(Report.Topic.COMMUNICATION, "NCCL", "HCCL", "Names of settings differ.", Report.Weight.RENAMES, tables)),
                operators, new Report.Rest(7, 0.0005), List.of(new Report.CustomKernel("my_fused_norm_kernel", "unknown", 64, 0.004, Optional.empty()),
                        new Report.CustomKernel("flash_fwd_kernel<float|half>", "FlashAttention", 32, 0.02, Optional.of(new Replacement("torch_npu.npu_fusion_attention", "", tables)))),
                Optional.of(time), Optional.of(new Report.Layouts(Optional.of(new Report.Side("tp1 dp8", "bf16", 8, 8, 1, 15e9, 70e9, new Interval(9000, 10000, 11000))),
                        Optional.of(new Report.Side("tp2 dp4", "bf16", 8, 16, 2, 7.5e9, 60e9, new Interval(4000, 5000, 6000))), List.of("Memory bounds it on both sides."))),
                List.of(new Report.Step("Map CUDA names", "Import the mapping before anything else.", "export TORCH_TRANSFER_TO_NPU=1", "mstt"), new Report.Step("Compare accuracy", "Layer by layer.", "", "")),
                List.of(new Report.Driver("Port my_fused_norm_kernel", "Nobody's library has it.", Optional.of(new Interval(3, 5, 10))), new Report.Driver("Accuracy", "It depends on the model.", Optional.empty())),
                List.of(new Report.Risk("Sums come out in another order.", "Losses drift.", "Compare with msprobe.", "mstt")), List.of("Which operators aclnn fuses by itself."));
    }
}
