package dev.podwright.profile.ascend;

import dev.podwright.document.InputException;
import dev.podwright.profile.Use;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.json.JsonMapper;

/// Who communicates with whom: groups from `profiler_metadata.json`, and from `communication.json` the group of each collective and what it moved over the
/// links. The latter is no size of a buffer: whether both halves of an all-reduce are counted depends on the algorithm.
final class Groups {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final String BANDWIDTHS = "Communication Bandwidth Info";
    private static final String SIZE = "Transit Size(MB)";
    /// `SDMA` is the sum of the links inside a server, `RDMA` stands for those between servers (Ascend/msprof analysis of communication).
    private static final List<String> COUNTED = List.of("SDMA", "RDMA");
    private static final String TOTAL = "Total Op Info";
    private static final double BYTES_OF_MEGABYTE = 1e6;

    /// @param hash of the group's name, in decimal
    /// @param moved bytes over links
    private record Operation(String hash, double moved) {}

    private final Map<String, Group> byHash = new HashMap<>();
    private final Map<String, Operation> operations = new HashMap<>();
    /// Bytes that HCCL was called with, by name of the collective.
    private final Map<String, Double> sizes = new HashMap<>();

    /// @param name as the job calls it, such as `dp` or `default_group`; else HCCL's own
    private record Group(String name, List<Integer> members) {}

    void group(String key, String name, List<Integer> members) {
        byHash.put(Hccl.hash(key), new Group(name.isEmpty() ? key : name, members));
    }

    /// @param count elements with which HCCL was called
    void size(String name, double count, String type) {
        double width = Hccl.width(Tensors.word(type));
        if (width > 0) {
            sizes.put(name, count * width);
        }
    }

    /// What a collective called `name` communicates; its size is 0 where the trace does not tell it.
    Use.Exchange exchange(String operation, String name) {
        Operation seen = operations.get(name);
        Optional<Group> group = seen == null ? bySuffix(Hccl.group(name)) : Optional.ofNullable(byHash.get(seen.hash));
        String title = group.map(Group::name).orElseGet(() -> seen == null ? Hccl.group(name) : seen.hash);
        List<Integer> members = group.map(Group::members).orElse(List.of());
        return new Use.Exchange(operation, Hccl.bytes(operation, name, sizes.getOrDefault(name, 0.0), members.size()), members.size(), title, members);
    }

    /// The only group whose hash ends in these digits.
    private Optional<Group> bySuffix(String digits) {
        if (digits.isEmpty()) {
            return Optional.empty();
        }
        List<Group> fit = byHash.entrySet().stream().filter(e -> e.getKey().endsWith(digits)).map(Map.Entry::getValue).toList();
        return fit.size() == 1 ? Optional.of(fit.getFirst()) : Optional.empty();
    }

    /// Bytes that a collective moved over links; NaN where `communication.json` does not tell.
    double moved(String name) {
        Operation seen = operations.get(name);
        return seen == null ? Double.NaN : seen.moved;
    }

    /// Reads `communication.json`: `{step: {collective: {"hcom_broadcast__844_1_1@13681369207305868844": {"Communication Bandwidth Info": …}}}}`, with or
    /// without the outer levels.
    ///
    /// @throws InputException if it is no JSON
    void read(Path file) {
        try (JsonParser parser = MAPPER.createParser(file)) {
            List<String> path = new ArrayList<>();
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                switch (token) {
                    case START_OBJECT, START_ARRAY -> path.add(parser.currentName() == null ? "" : parser.currentName());
                    case END_OBJECT, END_ARRAY -> path.removeLast();
                    case VALUE_NUMBER_FLOAT, VALUE_NUMBER_INT -> number(path, parser);
                    default -> { }
                }
            }
        } catch (JacksonException e) {
            throw new InputException("%s, line %,d: the file cannot be read (%s).".formatted(file, e.getLocation() == null ? 0 : e.getLocation().getLineNr(), Csv.shortened(e.getOriginalMessage())),
                    "Is it cut short? The profile can be read without it: move it away.", e);
        }
    }

    private void number(List<String> path, JsonParser parser) {
        int depth = path.size();
        if (!SIZE.equals(parser.currentName()) || depth < 3 || !path.get(depth - 2).equals(BANDWIDTHS) || !COUNTED.contains(path.get(depth - 1))) {
            return;
        }
        String key = path.get(depth - 3);
        if (key.equals(TOTAL)) {
            return;
        }
        int at = key.lastIndexOf('@');
        String name = at < 0 ? key : key.substring(0, at);
        String hash = at < 0 ? "" : key.substring(at + 1);
        double bytes = parser.getDoubleValue() * BYTES_OF_MEGABYTE;
        operations.merge(name, new Operation(hash, bytes), (a, b) -> new Operation(a.hash, a.moved + b.moved));
    }
}
