import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;

/// Writes examples/h100-training-step.json.gz: two steps of training in the format of PyTorch's profiler on NVIDIA (Kineto), as one of eight H100 would record
/// them with `record_shapes=True`.
///
///     java examples/TrainingStep.java examples/h100-training-step.json.gz
///
/// NOTHING IN IT WAS MEASURED. Operators and shapes are those of a decoder of eight layers that PyTorch trains in bf16 with data parallelism; the kernels have
/// names of the libraries that run them there; every duration is arithmetic: operations over a share of the chip's peak, bytes over a share of its bandwidth,
/// shaken by some percent. It shows what `podwright migrate --profile` does with a profile; of speed it says nothing.

static final int LAYERS = 8;
static final long BATCH = 2;
static final long SEQUENCE = 2048;
static final long TOKENS = BATCH * SEQUENCE;
static final long HIDDEN = 2048;
static final long HEADS = 16;
static final long HEAD = HIDDEN / HEADS;
static final long INNER = 5632;
static final long VOCABULARY = 32_000;
static final int RANKS = 8;
static final int STEPS = 2;

/// Dense bf16 peak, memory bandwidth and NVLink bandwidth of an H100 SXM, one direction, as NVIDIA's data sheet has them; and the shares that these rules take,
/// which are near what the twin's own calibration has for that chip.
static final double PEAK = 989e12;
static final double MEMORY = 3.35e12;
static final double LINK = 450e9;
static final double SHARE_OF_PEAK = 0.78;
static final double SHARE_OF_PEAK_IN_ATTENTION = 0.35;
static final double SHARE_OF_MEMORY = 0.88;
static final double SHARE_OF_LINK = 0.85;
static final double FLOOR = 2e-6;
static final double SHAKEN = 0.04;
/// Microseconds that the host takes for an operator and for a launch.
static final double HOST = 2.5;
static final double LAUNCH = 4.5;

static final int PID = 4242;
static final int MAIN = 4242;
static final int AUTOGRAD = 4391;
static final int STREAM = 7;
static final int COMMUNICATION_STREAM = 20;
static final String BF16 = "c10::BFloat16";
static final String ADD = "void at::native::vectorized_elementwise_kernel<4, at::native::CUDAFunctor_add<c10::BFloat16>, std::array<char*, 3ul> >(int, at::native::CUDAFunctor_add<c10::BFloat16>, std::array<char*, 3ul>)";
static final String MUL = "void at::native::elementwise_kernel<128, 4, at::native::gpu_kernel_impl_nocast<at::native::BinaryFunctor<float, float, float, at::native::binary_internal::MulFunctor<float> > > >(int)";
static final String REDUCE = "void at::native::reduce_kernel<512, 1, at::native::ReduceOp<float, at::native::MeanOps<float, float, float, float>, unsigned int, float, 4> >(at::native::ReduceOp<float>)";

final List<String> events = new ArrayList<>();
final Random random = new Random(7);
int thread = MAIN;
int external = 1;
/// Operator that is running.
int current = 0;
int correlation = 1;
/// Microseconds: the host, and when each stream is free.
double host = 1000;
double compute = 1000;
double communication = 1000;

void main(String[] arguments) throws IOException {
    for (int step = 0; step < STEPS; step++) {
        step(10 + step);
    }
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(Path.of(arguments[0])))) {
        out.write(header().getBytes(StandardCharsets.UTF_8));
        out.write(String.join(",\n", events).getBytes(StandardCharsets.UTF_8));
        out.write("\n  ],\n  \"traceName\": \"h100-training-step.json\"\n}\n".getBytes(StandardCharsets.UTF_8));
    }
}

String header() {
    return """
            {
              "schemaVersion": 1,
              "deviceProperties": [
                {"id": 0, "name": "NVIDIA H100 80GB HBM3", "totalGlobalMem": 85029158912, "computeMajor": 9, "computeMinor": 0, "numSms": 132}
              ],
              "record_shapes": 1,
              "cuda_runtime_version": 12040,
              "distributedInfo": {"backend": "nccl", "rank": 0, "world_size": %d, "pg_count": 1, "nccl_version": "2.21.5"},
              "written_by": "examples/TrainingStep.java: durations are arithmetic, nothing was measured",
              "displayTimeUnit": "ms",
              "traceEvents": [
            """.formatted(RANKS);
}

void step(int number) {
    thread = MAIN;
    double start = host;
    forward();
    backward();
    optimiser();
    host = Math.max(host, Math.max(compute, communication)) + HOST;
    event("user_annotation", "ProfilerStep#" + number, start, host - start, "\"External id\": %d".formatted(external++));
}

void forward() {
    op("aten::copy_", tensors("long int", shape(BATCH, SEQUENCE + 1)), "", () -> copy("Memcpy HtoD (Pageable -> Device)", "gpu_memcpy", BATCH * (SEQUENCE + 1) * 8));
    op("aten::embedding", tensors(BF16, shape(VOCABULARY, HIDDEN), shape(BATCH, SEQUENCE)), "", () -> op("aten::index_select", tensors(BF16, shape(VOCABULARY, HIDDEN), shape(TOKENS)), "",
            () -> traffic("void at::native::vectorized_gather_kernel<16, long>(char*, char*, long*, int, long, long, long, long, bool)", 4.0 * TOKENS * HIDDEN)));
    for (int layer = 0; layer < LAYERS; layer++) {
        norm();
        linear(TOKENS, HIDDEN, 3 * HIDDEN);
        op("ApplyRotaryEmb", tensors(BF16, shape(BATCH, SEQUENCE, HEADS, HEAD)), "", () -> traffic("rotary_kernel_0d1d2d3d4d5de", 8.0 * TOKENS * HIDDEN));
        op("FlashAttnFunc", attention(), "", () -> op("flash_attn::_flash_attn_forward", attention(), "",
                () -> attend("void flash_fwd_kernel<Flash_fwd_kernel_traits<128, 128, 64, 4, false, false, cutlass::bfloat16_t>, false, true, false, false, true, true, false, false>(Flash_fwd_params)", 1)));
        linear(TOKENS, HIDDEN, HIDDEN);
        add();
        norm();
        linear(TOKENS, HIDDEN, 2 * INNER);
        op("swiglu_ext::forward", tensors(BF16, shape(TOKENS, 2 * INNER)), "", () -> traffic("void swiglu_forward_kernel<c10::BFloat16>(c10::BFloat16 const*, c10::BFloat16*, int)", 6.0 * TOKENS * INNER));
        linear(TOKENS, INNER, HIDDEN);
        add();
    }
    norm();
    linear(TOKENS, HIDDEN, VOCABULARY);
    op("aten::cross_entropy_loss", tensors(BF16, shape(TOKENS, VOCABULARY), shape(TOKENS)), "", () -> {
        op("aten::log_softmax", tensors(BF16, shape(TOKENS, VOCABULARY)), "\"\", \"1\"", () -> op("aten::_log_softmax", tensors(BF16, shape(TOKENS, VOCABULARY)), "\"\", \"1\", \"False\"",
                () -> traffic("void at::native::(anonymous namespace)::cunn_SoftMaxForward<8, c10::BFloat16, float, c10::BFloat16, at::native::(anonymous namespace)::LogSoftMaxForwardEpilogue>(c10::BFloat16*, c10::BFloat16 const*, int)",
                        4.0 * TOKENS * VOCABULARY)));
        op("aten::nll_loss_nd", tensors(BF16, shape(TOKENS, VOCABULARY), shape(TOKENS)), "", () -> op("aten::nll_loss_forward", tensors(BF16, shape(TOKENS, VOCABULARY), shape(TOKENS)), "",
                () -> traffic("void at::native::(anonymous namespace)::nll_loss_forward_reduce_cuda_kernel_2d<c10::BFloat16, float, long>(c10::BFloat16*)", 10.0 * TOKENS)));
    });
}

void backward() {
    thread = AUTOGRAD;
    grad("NllLossBackward0", () -> op("aten::nll_loss_backward", tensors(BF16, shape(), shape(TOKENS, VOCABULARY), shape(TOKENS)), "",
            () -> traffic("void at::native::(anonymous namespace)::nll_loss_backward_reduce_cuda_kernel_2d<c10::BFloat16, long>(c10::BFloat16*)", 2.0 * TOKENS * VOCABULARY)));
    grad("LogSoftmaxBackward0", () -> op("aten::_log_softmax_backward_data", tensors(BF16, shape(TOKENS, VOCABULARY), shape(TOKENS, VOCABULARY)), "",
            () -> traffic("void at::native::(anonymous namespace)::cunn_SoftMaxBackward<8, c10::BFloat16, float, c10::BFloat16, at::native::(anonymous namespace)::LogSoftMaxBackwardEpilogue>(c10::BFloat16*)",
                    6.0 * TOKENS * VOCABULARY)));
    product(TOKENS, HIDDEN, VOCABULARY);
    normGrad();
    for (int layer = 0; layer < LAYERS; layer++) {
        product(TOKENS, INNER, HIDDEN);
        grad("SwiGLUBackward", () -> op("swiglu_ext::backward", tensors(BF16, shape(TOKENS, INNER), shape(TOKENS, 2 * INNER)), "",
                () -> traffic("void swiglu_backward_kernel<c10::BFloat16>(c10::BFloat16 const*, c10::BFloat16 const*, c10::BFloat16*, int)", 10.0 * TOKENS * INNER)));
        product(TOKENS, HIDDEN, 2 * INNER);
        normGrad();
        product(TOKENS, HIDDEN, HIDDEN);
        grad("FlashAttnFuncBackward", () -> op("flash_attn::_flash_attn_backward", attention(), "",
                () -> attend("void flash_bwd_dq_dk_dv_loop_seqk_parallel_kernel<Flash_bwd_kernel_traits<128, 64, 128, 8, 2, 4, 2, false, false, cutlass::bfloat16_t>, false, true, false, false, true, true, false>(Flash_bwd_params)", 2.5)));
        product(TOKENS, HIDDEN, 3 * HIDDEN);
        normGrad();
        allReduce(4 * HIDDEN * HIDDEN + 3 * HIDDEN * INNER + 2 * HIDDEN);
    }
    grad("EmbeddingBackward0", () -> op("aten::embedding_dense_backward", tensors(BF16, shape(BATCH, SEQUENCE, HIDDEN), shape(BATCH, SEQUENCE)), "",
            () -> traffic("void at::native::(anonymous namespace)::compute_grad_weight<c10::BFloat16, long>(long const*, c10::BFloat16 const*)", 2.0 * VOCABULARY * HIDDEN + 4.0 * TOKENS * HIDDEN)));
    allReduce(2 * VOCABULARY * HIDDEN);
}

void optimiser() {
    thread = MAIN;
    // Gradients have to be there.
    compute = Math.max(compute, communication);
    long parameters = LAYERS * (4 * HIDDEN * HIDDEN + 3 * HIDDEN * INNER) + 2 * VOCABULARY * HIDDEN;
    op("aten::_foreach_norm", List.of(), "", () -> traffic("void at::native::(anonymous namespace)::multi_tensor_apply_kernel<at::native::(anonymous namespace)::TensorListMetadata<1>, at::native::LpNormFunctor<c10::BFloat16, (at::native::NormType)1> >(int)",
            2.0 * parameters));
    op("aten::linalg_vector_norm", tensors("float", shape(LAYERS * 6 + 3)), "", () -> traffic(REDUCE, 400));
    op("aten::_foreach_mul_", List.of(), "", () -> traffic("void at::native::(anonymous namespace)::multi_tensor_apply_kernel<at::native::(anonymous namespace)::TensorListMetadata<1>, at::native::BinaryOpScalarFunctor<c10::BFloat16> >(int)",
            4.0 * parameters));
    double start = host;
    op("aten::_fused_adamw_", List.of(), "", () -> traffic("void at::native::(anonymous namespace)::multi_tensor_apply_kernel<at::native::(anonymous namespace)::FusedOptimizerTensorListMetadata<4>, at::native::FusedAdamMathFunctor<float, 4> >(int)",
            26.0 * parameters));
    event("user_annotation", "Optimizer.step#AdamW.step", start, host - start, "\"External id\": %d".formatted(external++));
    op("aten::item", tensors("float", shape()), "", () -> op("aten::_local_scalar_dense", tensors("float", shape()), "", () -> {
        copy("Memcpy DtoH (Device -> Pageable)", "gpu_memcpy", 4);
        double began = host;
        host = Math.max(host, compute) + HOST;
        event("cuda_runtime", "cudaStreamSynchronize", began, host - began, "\"External id\": %d, \"cbid\": 131, \"correlation\": %d".formatted(current, correlation++));
    }));
}

void linear(long m, long k, long n) {
    op("aten::linear", tensors(BF16, shape(BATCH, SEQUENCE, k), shape(n, k)), "", () -> {
        op("aten::t", tensors(BF16, shape(n, k)), "", () -> op("aten::transpose", tensors(BF16, shape(n, k)), "\"\", \"0\", \"1\"", () -> {}));
        op("aten::matmul", tensors(BF16, shape(BATCH, SEQUENCE, k), shape(k, n)), "", () -> mm(m, k, n));
    });
}

void mm(long m, long k, long n) {
    op("aten::mm", tensors(BF16, shape(m, k), shape(k, n)), "", () -> {
        double operations = 2.0 * m * k * n / (PEAK * SHARE_OF_PEAK);
        double bytes = 2.0 * (m * k + k * n + m * n) / (MEMORY * SHARE_OF_MEMORY);
        kernel("nvjet_tst_%dx%d_64x4_2x1_v_bz_coopA_%s".formatted(n >= 4096 ? 192 : 128, n >= 4096 ? 192 : 256, m > n ? "TNT" : "TNN"), Math.max(operations, bytes) + FLOOR, STREAM, "");
    });
}

/// Gradients of a product's input and of its weight.
void product(long m, long k, long n) {
    grad("MmBackward0", () -> {
        mm(k, m, n);
        mm(m, n, k);
    });
    grad("TBackward0", () -> op("aten::t", tensors(BF16, shape(k, n)), "", () -> {}));
}

void norm() {
    List<String> all = tensors("float", shape(BATCH, SEQUENCE, HIDDEN));
    op("aten::to", tensors(BF16, shape(BATCH, SEQUENCE, HIDDEN)), "", () -> op("aten::_to_copy", tensors(BF16, shape(BATCH, SEQUENCE, HIDDEN)), "", () -> op("aten::copy_",
            tensors("float", shape(BATCH, SEQUENCE, HIDDEN)), "", () -> traffic("void at::native::unrolled_elementwise_kernel<at::native::direct_copy_kernel_cuda(at::TensorIteratorBase&)::{lambda()#3}>(int)", 6.0 * TOKENS * HIDDEN))));
    op("aten::pow", all, "\"\", \"2\"", () -> traffic("void at::native::vectorized_elementwise_kernel<4, at::native::(anonymous namespace)::pow_tensor_scalar_kernel_impl<float, float>(at::TensorIteratorBase&, float)>(int)", 8.0 * TOKENS * HIDDEN));
    op("aten::mean", all, "\"\", \"[-1]\", \"True\"", () -> traffic(REDUCE, 4.0 * TOKENS * HIDDEN));
    op("aten::rsqrt", tensors("float", shape(BATCH, SEQUENCE, 1)), "", () -> traffic("void at::native::vectorized_elementwise_kernel<4, at::native::rsqrt_kernel_cuda(at::TensorIteratorBase&)>(int)", 8.0 * TOKENS));
    op("aten::mul", tensors("float", shape(BATCH, SEQUENCE, HIDDEN), shape(BATCH, SEQUENCE, 1)), "", () -> traffic(MUL, 8.0 * TOKENS * HIDDEN));
    op("aten::mul", tensors(BF16, shape(BATCH, SEQUENCE, HIDDEN), shape(HIDDEN)), "", () -> traffic(MUL, 4.0 * TOKENS * HIDDEN));
}

void normGrad() {
    grad("MulBackward0", () -> {
        op("aten::mul", tensors("float", shape(BATCH, SEQUENCE, HIDDEN), shape(BATCH, SEQUENCE, 1)), "", () -> traffic(MUL, 8.0 * TOKENS * HIDDEN));
        op("aten::sum", tensors("float", shape(BATCH, SEQUENCE, HIDDEN)), "\"\", \"[0, 1]\"", () -> traffic(REDUCE, 4.0 * TOKENS * HIDDEN));
    });
    grad("AddBackward0", () -> add());
}

void add() {
    op("aten::add", tensors(BF16, shape(BATCH, SEQUENCE, HIDDEN), shape(BATCH, SEQUENCE, HIDDEN)), "", () -> traffic(ADD, 6.0 * TOKENS * HIDDEN));
}

void allReduce(long elements) {
    String message = "\"Collective name\": \"allreduce\", \"In msg nelems\": %d, \"Out msg nelems\": %d, \"Group size\": %d, \"dtype\": \"BFloat16\", \"Process Group Name\": \"0\", \"Process Group Description\": \"default_pg\", \"Process Group Ranks\": \"[0, 1, 2, 3, 4, 5, 6, 7]\""
            .formatted(elements, elements, RANKS);
    op("c10d::allreduce_", tensors(BF16, shape(elements)), "", () -> {
        double seconds = 2.0 * elements * 2 * (RANKS - 1) / RANKS / (LINK * SHARE_OF_LINK) + 10 * FLOOR;
        kernel("ncclDevKernel_AllReduce_Sum_bf16_RING_LL(ncclDevKernelArgsStorage<4096ul>)", seconds, COMMUNICATION_STREAM, message);
    });
}

List<String> attention() {
    return tensors(BF16, shape(BATCH, SEQUENCE, HEADS, HEAD), shape(BATCH, SEQUENCE, HEADS, HEAD), shape(BATCH, SEQUENCE, HEADS, HEAD));
}

/// @param times as much work as forward
void attend(String kernel, double times) {
    kernel(kernel, times * 2.0 * BATCH * HEADS * SEQUENCE * SEQUENCE * HEAD / (PEAK * SHARE_OF_PEAK_IN_ATTENTION) + FLOOR, STREAM, "");
}

void traffic(String kernel, double bytes) {
    kernel(kernel, bytes / (MEMORY * SHARE_OF_MEMORY) + FLOOR, STREAM, "");
}

void copy(String name, String category, long bytes) {
    int id = correlation++;
    double launched = host;
    host += LAUNCH;
    event("cuda_runtime", "cudaMemcpyAsync", launched, LAUNCH, "\"External id\": %d, \"cbid\": 41, \"correlation\": %d".formatted(current, id));
    double start = Math.max(compute, host);
    double took = 1.5 + bytes / 20e3;
    compute = start + took;
    event(category, name, start, took, "\"External id\": %d, \"device\": 0, \"context\": 1, \"stream\": %d, \"correlation\": %d, \"bytes\": %d".formatted(current, STREAM, id, bytes));
}

void kernel(String name, double seconds, int stream, String more) {
    int id = correlation++;
    double launched = host;
    host += LAUNCH;
    event("cuda_runtime", "cudaLaunchKernel", launched, LAUNCH, "\"External id\": %d, \"cbid\": 211, \"correlation\": %d".formatted(current, id));
    double took = seconds * 1e6 * (1 + SHAKEN * (2 * random.nextDouble() - 1));
    // What is sent was computed before.
    double start = Math.max(host, stream == STREAM ? compute : Math.max(compute, communication));
    if (stream == STREAM) {
        compute = start + took;
    } else {
        communication = start + took;
    }
    event("kernel", name, start, took, "\"External id\": %d, \"device\": 0, \"context\": 1, \"stream\": %d, \"correlation\": %d%s".formatted(current, stream, id, more.isEmpty() ? "" : ", " + more));
}

void grad(String node, Runnable inside) {
    op("autograd::engine::evaluate_function: " + node, List.of(), "", () -> op(node, List.of(), "", inside));
}

/// @param tensors shape and type of each, in pairs
void op(String name, List<String> tensors, String scalars, Runnable inside) {
    int at = events.size();
    events.add("");
    double start = host;
    host += HOST;
    int own = external++;
    int outer = current;
    current = own;
    inside.run();
    current = outer;
    host += HOST / 5;
    StringBuilder arguments = new StringBuilder("\"External id\": %d".formatted(own));
    if (!tensors.isEmpty()) {
        List<String> dims = new ArrayList<>();
        List<String> types = new ArrayList<>();
        for (int i = 0; i < tensors.size(); i += 2) {
            dims.add(tensors.get(i));
            types.add("\"" + tensors.get(i + 1) + "\"");
        }
        arguments.append(", \"Concrete Inputs\": [%s], \"Input type\": [%s], \"Input Dims\": [%s]".formatted(scalars.isEmpty() ? types.stream().map(_ -> "\"\"").collect(Collectors.joining(", ")) : scalars,
                String.join(", ", types), String.join(", ", dims)));
    }
    events.set(at, text("cpu_op", name, PID, thread, start, host - start, arguments.toString()));
}

void event(String category, String name, double start, double took, String arguments) {
    boolean device = category.equals("kernel") || category.equals("gpu_memcpy");
    int stream = arguments.contains("\"stream\": " + COMMUNICATION_STREAM) ? COMMUNICATION_STREAM : STREAM;
    events.add(text(category, name, device ? 0 : PID, device ? stream : thread, start, took, arguments));
}

static String text(String category, String name, int pid, int tid, double start, double took, String arguments) {
    return String.format(Locale.ROOT, "  {\"ph\": \"X\", \"cat\": \"%s\", \"name\": \"%s\", \"pid\": %d, \"tid\": %d, \"ts\": %.3f, \"dur\": %.3f, \"args\": {%s}}", category, name, pid, tid, start, took, arguments);
}

static String shape(long... sizes) {
    return Arrays.stream(sizes).mapToObj(Long::toString).collect(Collectors.joining(", ", "[", "]"));
}

static List<String> tensors(String type, String... shapes) {
    List<String> pairs = new ArrayList<>();
    for (String shape : shapes) {
        pairs.add(shape);
        pairs.add(type);
    }
    return pairs;
}
