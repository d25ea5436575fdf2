package dev.podwright.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.podwright.calibration.Calibration;
import dev.podwright.catalog.Catalog;
import dev.podwright.document.InputException;
import dev.podwright.knowledge.Knowledge;
import dev.podwright.knowledge.support.Generation;
import dev.podwright.plan.Subject;
import dev.podwright.profile.HostOperator;
import dev.podwright.profile.Profile;
import dev.podwright.profile.Step;
import dev.podwright.profile.Timeline;
import dev.podwright.profile.Use;
import dev.podwright.scenario.PrecisionWish;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ProfiledMoveTest {
    private static final Catalog CATALOG = Catalog.bundled();
    private static final Knowledge KNOWLEDGE = Knowledge.bundled();
    private static final String FLASH = "void pytorch_flash::flash_fwd_kernel<Flash_fwd_kernel_traits<128, 128, 64, 4>>(pytorch_flash::Flash_fwd_params)";

    private static Use use(String kernel, String operator, long count, double seconds, Use.Tensor... inputs) {
        return new Use(Use.Kind.KERNEL, kernel, operator, List.of(), List.of(inputs), List.of(), List.of(), "", false, Optional.empty(), 0, count, seconds, seconds / count, seconds / count, 0,
                Map.of());
    }

    private static Profile profile(List<Use> uses, List<HostOperator> operators) {
        double seconds = uses.stream().mapToDouble(Use::seconds).sum();
        return new Profile("trace.json", Profile.Format.KINETO, "NVIDIA H100", OptionalInt.empty(), OptionalInt.empty(), Map.of(),
                List.of(new Step("ProfilerStep#1", 0, seconds, Optional.empty())), seconds, uses, Timeline.NONE, operators, List.of("Shapes of 1 of 6 kinds were recorded."));
    }

    private static Profile some() {
        Use.Tensor a = new Use.Tensor(List.of(4096L, 4096L), "bfloat16", "");
        List<Use> uses = List.of(use("sm90_xmma_gemm_bf16bf16_bf16f32_f32_tn_n_tilesize128x128x64", "aten::mm", 100, 0.02, a, a),
                use(FLASH, "aten::_flash_attention_forward", 10, 0.01), use("fused_moe_kernel", "", 50, 0.004), use("my_rope_kernel(float*)", "mine::rope", 20, 0.003),
                use("ncclDevKernel_AllReduce_Sum_bf16_RING_LL(ncclDevKernelArgsStorage<4096ul>)", "", 5, 0.002));
        List<HostOperator> operators = List.of(new HostOperator("aten::linear", 100, 0, 0.01, 0), new HostOperator("aten::mm", 100, 100, 0.01, 0.02),
                new HostOperator("aten::_flash_attention_forward", 10, 10, 0.001, 0.01), new HostOperator("mine::rope", 20, 20, 0.001, 0.003));
        return profile(uses, operators);
    }

    private static Report.OnTarget move(Profile profile, String pytorch, String to) {
        Question question = new Question(Optional.empty(), PrecisionWish.NONE, Optional.empty(), Question.Purpose.TRAINING, Optional.of(profile), Subject.of("h100-sxm", CATALOG),
                List.of(Subject.of(to, CATALOG)), pytorch, List.of());
        return new Migration(CATALOG, Calibration.bundled(), KNOWLEDGE).report(question).targets().getFirst();
    }

    @Test
    void everyCallAndEveryDeviceSecondStandsInOnePlace() {
        Report.OnTarget target = move(some(), "", "ascend-910b2");
        assertThat(target.operators()).extracting(o -> o.support().name()).containsExactly("aten::mm", "aten::_flash_attention_forward", "mine::rope", "aten::linear");
        assertThat(target.operators().stream().mapToLong(Report.MovedOperator::calls).sum()).isEqualTo(230);
        double accounted = target.operators().stream().mapToDouble(Report.MovedOperator::deviceSeconds).sum();
        assertThat(accounted + target.rest().seconds()).isCloseTo(0.039, within(1e-12));
        assertThat(target.rest().tasks()).isEqualTo(55);
        assertThat(target.headline()).contains("operators", "the profile's step takes");
    }

    @Test
    void kernelsOfNobodysLibraryAreNamedAsWorkAndOthersReplaced() {
        Report.OnTarget target = move(some(), "2.12.0", "ascend-910b2");
        assertThat(target.kernels()).extracting(Report.CustomKernel::name).contains("fused_moe_kernel", "my_rope_kernel(float*)");
        assertThat(target.kernels()).isSortedAccordingTo(Comparator.comparingDouble(Report.CustomKernel::seconds).reversed());
        assertThat(target.changes()).anyMatch(c -> c.here().equals("Triton kernels"));
        assertThat(target.effort()).anyMatch(d -> d.what().contains("kernel"));
        assertThat(target.steps()).anyMatch(s -> s.title().startsWith("Use ") && s.detail().startsWith("In place of "));
        assertThat(target.steps()).allSatisfy(s -> assertThat(s.source()).isNotBlank());
    }

    @Test
    void aProfileShowsItsPrecisionsAndWhetherRanksTalk() {
        Use.Tensor fp8 = new Use.Tensor(List.of(64L, 64L), "float8_e4m3fn", "");
        Profile alone = profile(List.of(use("nvjet_qqtst_128x256", "aten::_scaled_mm", 1, 0.001, fp8, fp8), use("cutlass_tensorop_s1688gemm_tf32_128x128", "aten::mm", 1, 0.001)), List.of());
        assertThat(move(alone, "", "ascend-910b2").changes()).anyMatch(c -> c.here().startsWith("fp8 products")).anyMatch(c -> c.here().equals("TF32 products"))
                .noneMatch(c -> c.topic() == Report.Topic.COMMUNICATION);
        assertThat(move(some(), "", "ascend-910b2").changes()).anyMatch(c -> c.here().equals("backend nccl"));
    }

    @Test
    void gainsAndLossesAreRankedAndAddUpToTheTarget() {
        Report.Time time = move(some(), "", "cloudmatrix384").time().orElseThrow();
        assertThat(time.gains()).isSortedAccordingTo(Comparator.comparingDouble(Report.Shift::loss));
        assertThat(time.losses()).isSortedAccordingTo(Comparator.comparingDouble(Report.Shift::loss).reversed());
        double here = time.gains().stream().mapToDouble(Report.Shift::here).sum() + time.losses().stream().mapToDouble(Report.Shift::here).sum();
        assertThat(here).isCloseTo(0.039, within(1e-12));
        assertThat(time.check()).contains("h100-sxm");
    }

    @Test
    void aReleaseThatWasNotReadIsRefused() {
        assertThatThrownBy(() -> move(some(), "1.8.1", "ascend-910b2")).isInstanceOf(InputException.class).hasMessageContaining("1.8.1");
        assertThat(move(some(), "2.13.0", "ascend-910b2").unread()).anyMatch(u -> u.contains("2.13.0"));
    }

    @Test
    void whatGoesToNoAscendSystemIsTimeAlone() {
        Report.OnTarget target = move(some(), "", "h20-96");
        assertThat(target.operators()).isEmpty();
        assertThat(target.kernels()).isEmpty();
        assertThat(target.time()).isPresent();
    }

    @Test
    void noProfileLosesCallsOrSeconds() {
        Random random = new Random(11);
        List<String> operators = List.of("aten::mm", "aten::add", "aten::copy_", "", "mine::x", "aten::_softmax", "flash_attn::_flash_attn_forward");
        List<String> kernels = List.of("gemm", FLASH, "triton_red_fused_1", "unknown_kernel", "void at::native::elementwise_kernel<128, 2>(int)");
        for (int i = 0; i < 40; i++) {
            List<Use> uses = new ArrayList<>();
            for (int n = random.nextInt(20); n >= 0; n--) {
                uses.add(use(kernels.get(random.nextInt(kernels.size())), operators.get(random.nextInt(operators.size())), 1 + random.nextInt(9), random.nextDouble()));
            }
            List<HostOperator> host = operators.stream().filter(o -> !o.isEmpty()).map(o -> new HostOperator(o, random.nextInt(50), 0, 0, 0)).toList();
            Profile profile = profile(uses, host);
            Moved moved = new Moved(profile, KNOWLEDGE);
            List<Report.MovedOperator> found = moved.operators("2.12.0", Generation.values()[random.nextInt(Generation.values().length)]);
            assertThat(found.stream().mapToLong(Report.MovedOperator::calls).sum()).isEqualTo(host.stream().mapToLong(HostOperator::calls).sum());
            assertThat(found.stream().mapToDouble(Report.MovedOperator::deviceSeconds).sum() + moved.rest().seconds()).isCloseTo(profile.seconds(), within(1e-9));
            assertThat(found).allSatisfy(o -> assertThat(o.support().verdict()).isNotNull());
        }
    }
}
