package dev.podwright.profile.kineto;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podwright.profile.Profile;
import dev.podwright.profile.Use;
import dev.podwright.profile.Use.Exchange;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What kernels exchange.
class KinetoExchangeTest {
    private static final int THREAD = 15_172;

    @TempDir
    private Path directory;

    private Use only(String... events) {
        Profile profile = TraceFiles.read(directory, events);
        assertThat(profile.uses()).hasSize(1);
        return profile.uses().getFirst();
    }

    @ParameterizedTest
    @CsvSource({"allreduce, 1024, 1024, all_reduce, 2048", "_allgather_base, 256, 1024, all_gather, 2048", "_reduce_scatter_base, 1024, 256, reduce_scatter, 2048",
        "all_to_allv, 1024, 1000, all_to_all, 2048", "broadcast, 10, 10, broadcast, 20", "send, 10, 10, send, 20", "recv, 10, 10, receive, 20",
        "allgather_into_tensor_coalesced, 256, 1024, all_gather, 2048", "reduce_scatter_tensor_coalesced, 1024, 256, reduce_scatter, 2048"})
    void bytesAreCountedAsNcclTestsCountThem(String name, long sent, long received, String operation, double bytes) {
        Use use = only(TraceText.kernel("ncclDevKernel_SendRecv(ncclDevKernelArgsStorage<4096ul>)", 0, 20, 0, 50_000, 1, 0,
                TraceText.collective(name, "BFloat16", sent, received, 4, "0", "[0, 1, 2, 3]")));

        assertThat(use.kind()).isEqualTo(Use.Kind.EXCHANGE);
        assertThat(use.exchange()).contains(new Exchange(operation, bytes, 4, "0", List.of(0, 1, 2, 3)));
    }

    @Test
    void whatTheKernelDoesNotSayTheRecordOfItsCollectiveDoes() {
        Use use = only(
                TraceText.operator("c10d::_allgather_base_", THREAD, 0, 100_000, 1, ""),
                TraceText.operator("record_param_comms", THREAD, 20_000, 60_000, 2, TraceText.collective("_allgather_base", "Float", 100, 800, 8, "1", "").substring(2)),
                TraceText.call("cudaLaunchKernelExC", THREAD, 40_000, 5_000, 77, 2),
                TraceText.kernel("ncclDevKernel_AllGather_RING_LL(ncclDevKernelArgsStorage<4096ul>)", 0, 20, 200_000, 50_000, 77, 2, ""));

        assertThat(use.operator()).isEqualTo("c10d::_allgather_base_");
        assertThat(use.exchange()).contains(new Exchange("all_gather", 3200, 8, "1", List.of()));
    }

    @ParameterizedTest
    @CsvSource({"ncclDevKernel_AllReduce_Sum_bf16_RING_LL(ncclDevKernelArgsStorage<4096ul>), all_reduce", "ncclKernel_ReduceScatter_RING_LL_Sum_float, reduce_scatter",
        "ncclDevKernel_Generic_4, unknown", "ncclDevKernel_SendRecv, send_receive", "'void vllm::cross_device_reduce_1stage<__nv_bfloat16, 8>(RankData*)', all_reduce",
        "'void deep_ep::internode_ll::dispatch<true, false, 7168>(void*)', all_to_all"})
    void withoutAnyRecordTheNameTells(String kernel, String operation) {
        Use use = only(TraceText.kernel(kernel, 0, 20, 200_000, 50_000, 77, 0, ""));

        assertThat(use.kind()).isEqualTo(Use.Kind.EXCHANGE);
        assertThat(use.exchange()).contains(new Exchange(operation, 0, 0, "", List.of()));
    }

    @Test
    void sendsAndReceivesTakeTheNameOfTheirOperator() {
        Use use = only(
                TraceText.operator("c10d::alltoall_base_", THREAD, 0, 100_000, 1, ""),
                TraceText.call("cudaLaunchKernelExC", THREAD, 40_000, 5_000, 77, 1),
                TraceText.kernel("ncclDevKernel_SendRecv(ncclDevKernelArgsStorage<4096ul>)", 0, 20, 200_000, 50_000, 77, 1, ""));

        assertThat(use.exchange().orElseThrow().operation()).isEqualTo("all_to_all");
    }

    @Test
    void aShortenedListOfRanksIsTakenFromTheHeader() {
        List<String> events = List.of(TraceText.kernel("ncclDevKernel_AllReduce_Sum_f32_RING_LL", 0, 20, 0, 50_000, 1, 0,
                TraceText.collective("allreduce", "Float", 10, 10, 4, "0", "[0, 1, ..., 3]")));
        Path file = TraceFiles.plain(directory, "trace.json", TraceText.file(TraceText.distributed(2, 4), events));

        Profile profile = dev.podwright.profile.Profiles.read(file).getFirst();

        assertThat(profile.uses().getFirst().exchange().orElseThrow().members()).containsExactly(0, 1, 2, 3);
        assertThat(profile.rank()).hasValue(2);
        assertThat(profile.ranks()).hasValue(4);
        assertThat(profile.versions()).containsEntry("nccl", "2.26.2");
    }

    @Test
    void aKernelBesideACollectiveIsNoExchange() {
        Use use = only(
                TraceText.operator("record_param_comms", THREAD, 20_000, 60_000, 2, TraceText.collective("allreduce", "Float", 100, 800, 8, "1", "").substring(2)),
                TraceText.call("cudaLaunchKernel", THREAD, 40_000, 5_000, 77, 2),
                TraceText.kernel("void at::native::elementwise_kernel<128, 2>(int)", 0, 20, 200_000, 50_000, 77, 2, ""));

        assertThat(use.kind()).isEqualTo(Use.Kind.KERNEL);
        assertThat(use.operator()).isEqualTo("record_param_comms");
    }
}
