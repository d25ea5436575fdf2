package dev.podwright.knowledge.error.log;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A message that names another rank as the one that did not come.
///
/// @param target as the message has it: `rank 3`, `90.90.92.240/1`
/// @param rank of the target, if the message gives it
/// @param says in short what it says of it
record Pointer(String target, OptionalInt rank, String says) {
    /// hiascend.com hcclug_000055: what HCCL concluded from heartbeats.
    private static final Pattern CLUSTER = Pattern.compile("Cluster Exception Location\\[IP/ID\\]:\\[([^\\]]+)\\].*?ExceptionType:\\[([^\\]]+)\\]");
    /// EI0015: ranks that did not reach the root.
    private static final Pattern UNCONNECTED = Pattern.compile("unconnected ranks: \"?\\[([\\d, ]+)\\]");
    /// EI0002: whose record did not come.
    private static final Pattern REMOTE = Pattern.compile("from remote rank ?\\[(?:[^\\]]*/)?(\\d{1,7})\\]");
    /// A row of LINK_ERROR_INFO (hcclug_000050): address and rank of the peer come first.
    private static final Pattern LINK = Pattern.compile("\\|\\s*[\\d.:a-fA-F]+\\((\\d{1,7})\\)\\s*\\|.*\\|\\s*time out\\s*\\|");

    static List<Pointer> in(String line) {
        if (!line.contains("Cluster Exc") && !line.contains("unconnected") && !line.contains("remote rank") && !line.contains("time out")) {
            return List.of();
        }
        List<Pointer> found = new ArrayList<>();
        Matcher cluster = CLUSTER.matcher(line);
        if (cluster.find()) {
            found.add(new Pointer("rank at " + cluster.group(1), OptionalInt.empty(), cluster.group(2)));
        }
        Matcher unconnected = UNCONNECTED.matcher(line);
        if (unconnected.find()) {
            for (String rank : unconnected.group(1).split("[, ]+")) {
                if (!rank.isEmpty() && rank.length() < 8) {
                    found.add(of(rank, "did not reach the root rank"));
                }
            }
        }
        Matcher remote = REMOTE.matcher(line);
        if (remote.find()) {
            found.add(of(remote.group(1), "did not send what was waited for"));
        }
        Matcher link = LINK.matcher(line);
        if (link.find()) {
            found.add(of(link.group(1), "did not come to link building"));
        }
        return found;
    }

    private static Pointer of(String rank, String says) {
        int number = Integer.parseInt(rank);
        return new Pointer("rank " + number, OptionalInt.of(number), says);
    }
}
