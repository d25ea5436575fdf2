package dev.podwright.profile.ascend;

import dev.podwright.profile.ProfileBuilder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Files beside the tables that are not read.
final class Unread {
    private static final Set<String> READ = Set.of("communication.json", AscendProfiles.TRACE, "analyse.done", "README.txt");
    private static final int SHOWN = 12;

    private Unread() {}

    static void note(Output output, ProfileBuilder builder) {
        List<Path> read = Arrays.stream(Table.values()).flatMap(kind -> output.files(kind).stream()).toList();
        List<String> left = Output.list(output.directory()).stream().filter(Files::isRegularFile).filter(f -> !read.contains(f)).map(f -> f.getFileName().toString())
                .filter(name -> !READ.contains(name)).toList();
        if (!left.isEmpty()) {
            String more = left.size() > SHOWN ? " and %,d more".formatted(left.size() - SHOWN) : "";
            builder.note("%s: not read: %s%s.".formatted(output.directory(), left.stream().limit(SHOWN).collect(Collectors.joining(", ")), more));
        }
    }
}
