package dev.podwright.app;

import dev.podwright.document.Document;
import dev.podwright.document.InputException;
import dev.podwright.document.Node;
import dev.podwright.network.fault.Condition;
import dev.podwright.network.fault.ConditionReader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/// What is broken or slowed in the fabric, throughout: the field `fabric` of a scenario as options.
final class ConditionOptions {
    private static final String ORIGIN = "command line";
    /// `1@300` is an incident in time (see [FaultOptions]); no name of a card, switch or cable has this sign.
    private static final String AT = "@";

    @Option(names = "--fail", paramLabel = "WHAT", split = ",",
            description = "What is down: npu:17, leaf:3, leaf-spine:12 (a cable), plane:2, or 8*leaf-spine, drawn by --seed; again for more. In simulate also REPLICA@S[+S]: a replica, counted from 1 over all pools, lost at so many seconds, for so many (default: for good).")
    private List<String> fail = List.of();

    @Option(names = "--degrade", paramLabel = "WHAT=SHARE", split = ",",
            description = "Share of the bandwidth left: link:leaf-spine=50%% (all cables of a type), leaf-spine:12=50%% (one), leaf:3=50%% (those of one switch).")
    private List<String> degrade = List.of();

    @Option(names = "--oversubscribe", paramLabel = "X", description = "Divide the bandwidth above the leaves by X, such as 4 for 4:1.")
    private Double oversubscribe;

    @Option(names = "--routing", paramLabel = "RULE", description = "shortest, ecmp, ecmp:4 (flows per pair), spray, adaptive or all-path (default: the system's own).")
    private String routing;

    /// The fields given to be laid over a scenario; null if there are none.
    ///
    /// @param seed of what is drawn, if given; it is no field by itself where nothing says what is drawn
    Map<String, Object> over(Node base, Long seed) {
        boolean drawn = base.isObject() && base.find(ConditionReader.FIELD).isPresent();
        return drawn || fields(null) != null ? fields(seed) : null;
    }

    private Map<String, Object> fields(Long seed) {
        List<String> down = fail.stream().filter(word -> !word.contains(AT)).toList();
        return Fields.given("fail", down.isEmpty() ? null : down, "degrade", shares(), "oversubscribe", oversubscribe, "routing", routing, "seed", seed);
    }

    /// The condition of these options alone.
    Condition condition(Long seed) {
        return fields(null) == null ? Condition.SOUND : ConditionReader.read(Document.of(ORIGIN, Map.of(ConditionReader.FIELD, fields(seed))).get(ConditionReader.FIELD));
    }

    /// Of `--fail`, the words that name a time.
    List<String> incidents() {
        return fail.stream().filter(word -> word.contains(AT)).toList();
    }

    private Map<String, Object> shares() {
        if (degrade.isEmpty()) {
            return null;
        }
        Map<String, Object> shares = new LinkedHashMap<>();
        for (String word : degrade) {
            int equals = word.lastIndexOf('=');
            if (equals < 1) {
                throw new InputException("--degrade %s gives no share.".formatted(word), "Write what is slowed and the share of its bandwidth that is left, such as link:leaf-spine=50%.");
            }
            if (shares.put(word.substring(0, equals), word.substring(equals + 1)) != null) {
                throw new InputException("--degrade names %s twice.".formatted(word.substring(0, equals)), "Give each one share.");
            }
        }
        return shares;
    }
}
