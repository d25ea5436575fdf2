package dev.podwright.profile.ascend;

import dev.podwright.document.Document;
import dev.podwright.document.Node;
import dev.podwright.profile.ProfileBuilder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What stands beside the tables: `profiler_info.json` or `profiler_info_{rank}.json` with versions (Ascend/pytorch@9e73e708a:torch_npu/profiler/analysis/
/// prof_common_func/_constant.py), and `profiler_metadata.json` with `parallel_group_info`, the groups of the job by the names that HCCL gives them (Ascend/mstt:
/// docs of msmonitor).
final class RankFiles {
    private static final Pattern INFO = Pattern.compile("profiler_info(?:_(\\d+))?\\.json");
    private static final String METADATA = "profiler_metadata.json";
    private static final String GROUPS = "parallel_group_info";
    private static final String WORLD = "default_group";

    private RankFiles() {}

    /// Tells the builder rank and versions.
    static void versions(Path root, ProfileBuilder builder) {
        for (Path file : Output.list(root)) {
            Matcher name = INFO.matcher(file.getFileName().toString());
            if (name.matches() && Files.isRegularFile(file)) {
                Node info = Document.read(file);
                if (name.group(1) != null) {
                    builder.rank(Integer.parseInt(name.group(1)));
                }
                version(info, "torch_npu_version", "torch_npu", builder);
                version(info, "cann_version", "cann", builder);
                if (name.group(1) == null) {
                    info.find("rank_id").filter(Node::isNumber).map(Node::number).filter(r -> r >= 0).ifPresent(r -> builder.rank(r.intValue()));
                }
            }
        }
    }

    private static void version(Node info, String key, String software, ProfileBuilder builder) {
        info.find(key).filter(Node::isText).map(Node::text).filter(v -> !v.isBlank()).ifPresent(v -> builder.version(software, v));
    }

    /// Fills in the groups; how many ranks the job has, if the file says.
    static Optional<Integer> groups(Path root, Groups groups) {
        Path file = root.resolve(METADATA);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        int world = 0;
        Node found = Document.read(file).find(GROUPS).filter(Node::isObject).orElse(null);
        for (Map.Entry<String, Node> group : found == null ? Map.<String, Node>of().entrySet() : found.fields().entrySet()) {
            Node node = group.getValue();
            List<Integer> members = node.find("global_ranks").filter(Node::isList).map(Node::list).orElse(List.of()).stream().filter(Node::isNumber).map(n -> (int) n.number()).toList();
            String name = node.find("group_name").filter(Node::isText).map(Node::text).orElse("");
            groups.group(group.getKey(), name, members);
            if (name.equals(WORLD)) {
                world = Math.max(world, members.size());
            }
        }
        return world > 0 ? Optional.of(world) : Optional.empty();
    }
}
