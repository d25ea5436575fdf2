package dev.podwright.profile.kineto;

import dev.podwright.profile.Use.Exchange;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Tells what a kernel communicates: from the arguments that PyTorch records (pytorch/pytorch, torch/csrc/distributed/c10d/ParamCommsUtils.hpp and
/// ProcessGroupNCCL.cpp), else from names.
final class Exchanges {
    private static final String ALL_REDUCE = "all_reduce";
    private static final String ALL_TO_ALL = "all_to_all";
    /// What is found in a name, letters only, and the operation; the first that fits counts, so that `allgather` stands before `gather`.
    private static final String[][] WORDS = {{"allreduce", ALL_REDUCE}, {"allgather", "all_gather"}, {"reducescatter", "reduce_scatter"}, {"alltoall", ALL_TO_ALL},
        {"broadcast", "broadcast"}, {"sendrecv", "send_receive"}, {"send", "send"}, {"recv", "receive"}, {"gather", "gather"}, {"scatter", "scatter"},
        {"barrier", "barrier"}, {"reduce", "reduce"}};
    /// Kernels that exchange without NCCL, by a part of their names: vLLM's custom all-reduce (vllm-project/vllm, csrc/custom_all_reduce.cuh), PyTorch's symmetric
    /// memory (torch/csrc/distributed/c10d/CUDASymmetricMemoryOps.cu), TensorRT-LLM's and FlashInfer's (trtllm_allreduce_fusion.cuh), DeepEP (deepseek-ai/DeepEP, csrc/kernels).
    private static final String[][] OTHERS = {{"cross_device_reduce", ALL_REDUCE}, {"all_reduce_kernel", ALL_REDUCE}, {"allreduce_fusion_kernel", ALL_REDUCE},
        {"shot_all_reduce", ALL_REDUCE}, {"shotallreducekernel", ALL_REDUCE}, {"multimem_all_gather", "all_gather"}, {"deep_ep::", ALL_TO_ALL}};
    private static final String UNKNOWN = "unknown";

    /// Bytes of an element by PyTorch's name of its type (c10/core/ScalarType.h); complex types are sent as twice the real one.
    private static final Map<String, Integer> BYTES = Map.ofEntries(Map.entry("byte", 1), Map.entry("char", 1), Map.entry("bool", 1), Map.entry("short", 2),
            Map.entry("half", 2), Map.entry("bfloat16", 2), Map.entry("int", 4), Map.entry("float", 4), Map.entry("long", 8), Map.entry("double", 8),
            Map.entry("float8_e5m2", 1), Map.entry("float8_e4m3fn", 1), Map.entry("float8_e5m2fnuz", 1), Map.entry("float8_e4m3fnuz", 1), Map.entry("float8_e8m0fnu", 1));

    private final Store store;
    private final Header header;
    private final Map<String, List<Integer>> groups = new HashMap<>();
    private final Map<Integer, Boolean> communicates = new HashMap<>();

    Exchanges(Store store, Header header) {
        this.store = store;
        this.header = header;
    }

    /// Whether a kernel exchanges, by its name.
    boolean communicates(int name) {
        return communicates.computeIfAbsent(name, key -> !byKernel(store.texts.get(key).toLowerCase(Locale.ROOT)).isEmpty());
    }

    /// @param exchange number of the recorded arguments, or [Event#NONE]
    /// @param kernel name
    /// @param names of operators around it, innermost first
    Optional<Exchange> of(int exchange, String kernel, List<String> names) {
        String low = kernel.toLowerCase(Locale.ROOT);
        String byKernel = byKernel(low);
        if (exchange == Event.NONE) {
            return byKernel.isEmpty() ? Optional.empty() : Optional.of(new Exchange(operation(byKernel, "", names), 0, 0, "", List.of()));
        }
        String collective = text(exchange, 0);
        int elementBytes = BYTES.getOrDefault(text(exchange, 1).toLowerCase(Locale.ROOT), 0);
        double elements = Math.max(store.exchanges.getLong(exchange, 2), store.exchanges.getLong(exchange, 4));
        String group = text(exchange, 7);
        List<Integer> members = members(text(exchange, 8), group);
        int ranks = Math.max(0, store.exchanges.get(exchange, 6));
        return Optional.of(new Exchange(operation(byKernel, collective, names), Math.max(0, elements) * elementBytes, ranks > 0 ? ranks : members.size(), group, members));
    }

    private String text(int exchange, int place) {
        int text = store.exchanges.get(exchange, place);
        return text == Event.NONE ? "" : store.texts.get(text);
    }

    /// The operation that the name of a kernel tells, [#UNKNOWN] if it tells only that it exchanges, empty if it does not.
    private static String byKernel(String low) {
        for (String[] other : OTHERS) {
            if (low.contains(other[0])) {
                return other[1];
            }
        }
        if (low.contains("nccl") || low.contains("nvshmem")) {
            String found = word(low.replace("nccl", ""));
            return found.isEmpty() ? UNKNOWN : found;
        }
        return "";
    }

    /// What was recorded says most; of the kernel's name `SendRecv` says least, as all-to-all is made of it.
    private static String operation(String byKernel, String collective, List<String> names) {
        String recorded = word(collective);
        if (!recorded.isEmpty()) {
            return recorded;
        }
        if (byKernel.equals("send_receive") || byKernel.equals(UNKNOWN) || byKernel.isEmpty()) {
            for (String name : names) {
                String found = name.startsWith("c10d::") || name.startsWith("_c10d_functional::") ? word(name) : "";
                if (!found.isEmpty()) {
                    return found;
                }
            }
        }
        return byKernel.isEmpty() ? UNKNOWN : byKernel;
    }

    private static String word(String name) {
        StringBuilder letters = new StringBuilder(name.length());
        for (int i = 0; i < name.length(); i++) {
            if (Character.isLetter(name.charAt(i))) {
                letters.append(Character.toLowerCase(name.charAt(i)));
            }
        }
        for (String[] word : WORDS) {
            if (letters.indexOf(word[0]) >= 0) {
                return word[1];
            }
        }
        return "";
    }

    /// A list such as `[0, 1, 2, 3]`; a long one is cut short by an ellipsis and says nothing, but the header may name the group's ranks.
    private List<Integer> members(String text, String group) {
        return groups.computeIfAbsent(text + "\n" + group, key -> {
            List<Integer> members = text.contains("..") ? List.of() : ranks(text);
            return members.isEmpty() ? header.members(group) : members;
        });
    }

    static List<Integer> ranks(String text) {
        List<Integer> ranks = new ArrayList<>();
        for (String part : text.replaceAll("[\\[\\]\\s]", "").split(",")) {
            if (!part.matches("\\d{1,9}")) {
                return List.of();
            }
            ranks.add(Integer.parseInt(part));
        }
        return List.copyOf(ranks);
    }
}
