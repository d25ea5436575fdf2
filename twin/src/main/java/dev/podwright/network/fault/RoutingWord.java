package dev.podwright.network.fault;

import dev.podwright.document.InputException;
import dev.podwright.document.Nearest;
import dev.podwright.network.Routing;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Routings by name: `shortest`, `ecmp`, `ecmp:4` (flows per pair), `spray`, `adaptive`, `all-path`.
public final class RoutingWord {
    private static final String HASHED = "ecmp";
    private static final List<String> NAMES = List.of("shortest", HASHED, "spray", "adaptive", "all-path");
    private static final Pattern FLOWS = Pattern.compile("ecmp:([1-9][0-9]{0,2})");

    private RoutingWord() {}

    /// @param place where the word stands, for the message
    /// @param seed of hashes
    public static Routing read(String place, String word, long seed) {
        Matcher flows = FLOWS.matcher(word);
        if (flows.matches()) {
            return new Routing.Ecmp(seed, Integer.parseInt(flows.group(1)));
        }
        return switch (word) {
            case "shortest" -> new Routing.Shortest();
            case HASHED -> new Routing.Ecmp(seed, 1);
            case "spray" -> new Routing.Spray();
            case "adaptive" -> new Routing.Adaptive();
            case "all-path" -> new Routing.AllPath();
            default -> throw new InputException("%s: there is no routing %s.".formatted(place, word),
                    (word.startsWith(HASHED + ":") ? "Flows per pair are a number from 1 to 999, such as ecmp:4. " : "")
                            + "One of %s, or ecmp:4 for four flows per pair. %s".formatted(String.join(", ", NAMES), Nearest.maybe(word, NAMES)).strip());
        };
    }

    public static String of(Routing routing) {
        return switch (routing) {
            case Routing.Shortest _ -> "shortest";
            case Routing.Ecmp ecmp -> ecmp.flows() == 1 ? HASHED : HASHED + ":" + ecmp.flows();
            case Routing.Spray _ -> "spray";
            case Routing.Adaptive _ -> "adaptive";
            case Routing.AllPath _ -> "all-path";
        };
    }
}
