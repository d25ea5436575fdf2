package dev.podwright.profile.kineto;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;
import java.util.function.Consumer;

/// Makes the events of a training loop of a decoder in BF16 on one GPU of eight: two threads, nested operators with shapes, launches, kernels, flows between them, a
/// collective and an optimizer. It keeps its own books of what a reader must find.
final class TrainingTrace {
    private static final int FORWARD = 15_172;
    private static final int BACKWARD = 15_733;
    private static final int COMPUTE = 7;
    private static final int NETWORK = 20;
    private static final String GEMM = "sm90_xmma_gemm_bf16bf16_bf16f32_f32_tn_n_tilesize128x128x64_warpgroupsize1x1x1_execute_segment_k_off_kernel__5x_cublas";
    private static final String ELEMENTWISE = "void at::native::vectorized_elementwise_kernel<4, at::native::BinaryFunctor<float, float, float, at::native::binary_internal::%s<float> >, "
            + "std::array<char*, 3ul> >(int, at::native::BinaryFunctor<float, float, float, at::native::binary_internal::%s<float> >, std::array<char*, 3ul>)";
    private static final String FLASH = "void flash_fwd_kernel<Flash_fwd_kernel_traits<128, 128, 64, 4, false, false, cutlass::bfloat16_t, Flash_kernel_traits<128, 128, 64, 4, cutlass::bfloat16_t> >, "
            + "false, true, false, false, true, true, false, false>(Flash_fwd_params)";
    private static final long HIDDEN = 4096;
    private static final int MOST_TOKENS = 8192;

    private final Consumer<String> out;
    private final Random random;
    private final boolean python;
    private final boolean varied;
    private long tokens = 2048;
    private final Deque<Frame> stack = new ArrayDeque<>();
    private long host;
    private long device;
    private int external;
    private int correlation;
    long tasks;
    long taskNanos;
    long operators;
    long events;

    private record Frame(String name, long start, int external, String shapes) {}

    /// @param python with frames of Python, as `with_stack=True` records them
    /// @param varied with another number of tokens in each layer, so that hardly any shapes are alike
    TrainingTrace(long seed, boolean python, boolean varied, Consumer<String> out) {
        this.random = new Random(seed);
        this.python = python;
        this.varied = varied;
        this.out = out;
    }

    /// One step of so many layers.
    void step(int number, int layers) {
        long start = host;
        for (int layer = 0; layer < layers; layer++) {
            frames(layer);
            tokens = varied ? 1 + random.nextInt(MOST_TOKENS) : tokens;
            norm();
            linear(3 * HIDDEN);
            attention();
            linear(HIDDEN);
            norm();
            linear(4 * HIDDEN);
            elementwise("mul", "MulFunctor", FORWARD);
            linear(HIDDEN);
        }
        for (int layer = 0; layer < layers; layer++) {
            for (int i = 0; i < 4; i++) {
                backward();
            }
            collective();
        }
        elementwise("add", "AddFunctor", FORWARD);
        emit(TraceText.call("cudaDeviceSynchronize", FORWARD, tick(), Math.max(1000, device - host), ++correlation, 0));
        host = Math.max(host, device) + 5000;
        emit(TraceText.step(number, start, host - start));
    }

    private void frames(int layer) {
        if (python) {
            for (int i = 0; i < 12; i++) {
                emit(TraceText.python("torch/nn/modules/module.py(%d): _call_impl".formatted(1700 + i), FORWARD, tick(), 20_000, 100 + layer * 20 + i));
            }
        }
    }

    private void norm() {
        elementwise("pow", "PowFunctor", FORWARD);
        elementwise("mean", "MeanFunctor", FORWARD);
        elementwise("rsqrt", "RsqrtFunctor", FORWARD);
        elementwise("mul", "MulFunctor", FORWARD);
    }

    private void linear(long columns) {
        String weight = "[%d, %d]".formatted(columns, HIDDEN);
        enter("aten::linear", TraceText.shapes("[\"c10::BFloat16\", \"c10::BFloat16\", \"\"]", "[[1, %d, %d], %s, []]".formatted(tokens, HIDDEN, weight),
                "[[%d, %d, 1], [%d, 1], []]".formatted(tokens * HIDDEN, HIDDEN, HIDDEN), "[\"\", \"\", \"\"]"));
        view("aten::t", FORWARD, weight);
        view("aten::view", FORWARD, "[1, %d, %d]".formatted(tokens, HIDDEN));
        enter("aten::mm", mm(tokens, HIDDEN, columns));
        launch(GEMM, FORWARD, COMPUTE, 40_000 + 12 * columns, "");
        leave(FORWARD);
        leave(FORWARD);
    }

    private static String mm(long rows, long inner, long columns) {
        return TraceText.shapes("[\"c10::BFloat16\", \"c10::BFloat16\"]", "[[%d, %d], [%d, %d]]".formatted(rows, inner, inner, columns),
                "[[%d, 1], [1, %d]]".formatted(inner, inner), "[\"\", \"\"]");
    }

    private void view(String name, int thread, String size) {
        enter(name, TraceText.shapes("[\"c10::BFloat16\", \"ScalarList\"]", "[%s, []]".formatted(size), "[[%d, 1], []]".formatted(HIDDEN), "[\"\", \"[-1, %d]\"]".formatted(HIDDEN)));
        leave(thread);
    }

    private void attention() {
        String heads = "[1, 32, %d, 128]".formatted(tokens);
        String shapes = TraceText.shapes("[\"c10::BFloat16\", \"c10::BFloat16\", \"c10::BFloat16\", \"\", \"Scalar\", \"Scalar\", \"Scalar\"]",
                "[%s, %s, %s, [], [], [], []]".formatted(heads, heads, heads), "[[8388608, 128, 4096, 1], [8388608, 128, 4096, 1], [8388608, 128, 4096, 1], [], [], [], []]",
                "[\"\", \"\", \"\", \"\", \"0.\", \"True\", \"0.088388347648318447\"]");
        enter("aten::scaled_dot_product_attention", shapes);
        enter("aten::_scaled_dot_product_flash_attention", shapes);
        enter("aten::_flash_attention_forward", shapes);
        launch(FLASH, FORWARD, COMPUTE, 150_000, "");
        leave(FORWARD);
        leave(FORWARD);
        leave(FORWARD);
    }

    private void elementwise(String name, String functor, int thread) {
        enter("aten::" + name, TraceText.shapes("[\"float\", \"Scalar\"]", "[[1, %d, %d], []]".formatted(tokens, HIDDEN), "[[%d, %d, 1], []]".formatted(tokens * HIDDEN, HIDDEN),
                "[\"\", \"%d\"]".formatted(2 + random.nextInt(2))));
        launch(ELEMENTWISE.formatted(functor, functor), thread, COMPUTE, 12_000, "");
        leave(thread);
    }

    private void backward() {
        enter("autograd::engine::evaluate_function: MmBackward0", "\"Sequence number\": %d, \"Fwd thread id\": 1".formatted(external));
        enter("MmBackward0", TraceText.shapes("[\"c10::BFloat16\"]", "[[%d, %d]]".formatted(tokens, HIDDEN), "[[%d, 1]]".formatted(HIDDEN), "[\"\"]"));
        for (int i = 0; i < 2; i++) {
            view("aten::t", BACKWARD, "[%d, %d]".formatted(HIDDEN, HIDDEN));
            enter("aten::mm", mm(HIDDEN, tokens, HIDDEN));
            launch(GEMM, BACKWARD, COMPUTE, 95_000, "");
            leave(BACKWARD);
        }
        leave(BACKWARD);
        leave(BACKWARD);
    }

    private void collective() {
        String record = TraceText.collective("allreduce", "BFloat16", HIDDEN * HIDDEN, HIDDEN * HIDDEN, 8, "0", "[0, 1, 2, 3, 4, 5, 6, 7]");
        enter("c10d::allreduce_", TraceText.shapes("[\"TensorList\", \"\", \"\", \"\", \"Scalar\", \"Scalar\"]", "[[[%d, %d]], [], [], [], [], []]".formatted(HIDDEN, HIDDEN),
                "[[[%d, 1]], [], [], [], [], []]".formatted(HIDDEN), "[\"\", \"\", \"\", \"\", \"True\", \"-1\"]"));
        enter("record_param_comms", record.substring(2));
        launch("ncclDevKernel_AllReduce_Sum_bf16_RING_LL(ncclDevKernelArgsStorage<4096ul>)", BACKWARD, NETWORK, 180_000, record);
        leave(BACKWARD);
        leave(BACKWARD);
    }

    private void enter(String name, String shapes) {
        stack.push(new Frame(name, tick(), ++external, shapes));
    }

    private void leave(int thread) {
        Frame frame = stack.pop();
        operators++;
        emit(TraceText.operator(frame.name, thread, frame.start, tick() - frame.start, frame.external, frame.shapes));
    }

    private void launch(String kernel, int thread, int stream, long nanos, String more) {
        int by = stack.peek().external;
        long at = tick();
        correlation++;
        emit(TraceText.call(stream == NETWORK ? "cudaLaunchKernelExC" : "cudaLaunchKernel", thread, at, 2200, correlation, by));
        host += 2200;
        long length = nanos + random.nextInt(1000);
        device = Math.max(device, at + 3000);
        emit(TraceText.flow('s', correlation, -1, thread, at));
        emit(TraceText.kernel(kernel, 0, stream, device, length, correlation, by, more));
        emit(TraceText.flow('f', correlation, 0, stream, device));
        device += length + 800;
        tasks++;
        taskNanos += length;
    }

    private void emit(String event) {
        events++;
        out.accept(event);
    }

    private long tick() {
        host += 500 + random.nextInt(2000);
        return host;
    }
}
