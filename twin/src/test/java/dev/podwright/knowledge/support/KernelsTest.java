package dev.podwright.knowledge.support;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podwright.knowledge.Knowledge;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class KernelsTest {
    private final Kernels kernels = new Kernels(Substitutes.bundled());

    static Stream<List<String>> names() throws IOException {
        try (InputStream in = Knowledge.class.getResourceAsStream("kernels.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().filter(line -> !line.startsWith("#")).map(line -> List.of(line.split("\t"))).toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void aKernelIsKnownByItsName(List<String> line) {
        Kernel kernel = kernels.of(line.getFirst());

        assertThat(kernel.nature()).isEqualTo(Kernel.Nature.valueOf(line.get(1)));
        assertThat(kernel.library()).isEqualTo(line.get(2));
    }

    @ParameterizedTest
    @CsvSource({"sm80_xmma_gemm_bf16bf16, false", "void at::native::reduce_kernel<512>, false", "ncclDevKernel_SendRecv, false", "triton_poi_fused_add_0, false",
        "void flash::flash_fwd_kernel<>, true", "fused_moe_kernel, true", "void vllm::rms_norm_kernel<>, true", "someone_elses, true"})
    void codeBeyondPyTorchAndTheVendorIsWork(String name, boolean custom) {
        assertThat(kernels.of(name).custom()).isEqualTo(custom);
    }

    @Test
    void whatStandsInHasASource() {
        assertThat(kernels.of("ncclDevKernel_AllReduce_Sum_bf16_RING_LL").replacement()).get().satisfies(r -> {
            assertThat(r.by()).isEqualTo("HCCL");
            assertThat(r.source()).contains("transfer_to_npu");
        });
    }

    @Test
    void ncclsVariablesHaveTheirPartners() {
        Hccl hccl = Hccl.bundled();

        assertThat(hccl.backend().ascend()).isEqualTo("hccl");
        assertThat(hccl.variables()).anySatisfy(v -> assertThat(v.cuda() + " " + v.ascend()).isEqualTo("NCCL_SOCKET_IFNAME HCCL_SOCKET_IFNAME"));
        assertThat(Stream.concat(hccl.variables().stream(), hccl.operations().stream())).allSatisfy(v -> assertThat(v.source()).isNotBlank());
    }
}
