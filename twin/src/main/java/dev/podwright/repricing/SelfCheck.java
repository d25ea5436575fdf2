package dev.podwright.repricing;

import dev.podwright.knowledge.support.Kernel;
import dev.podwright.model.Operator;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// How well one kind of work was predicted where it was measured.
///
/// @param count tasks
/// @param seconds measured, of all of them
/// @param within share of these seconds whose measured time lies in the interval
/// @param ratio predicted over measured, the median by seconds
public record SelfCheck(Kernel.Nature nature, long count, double seconds, double within, double ratio) {

    /// One for each kind of work that has predictions, most seconds first.
    static List<SelfCheck> of(List<RepricedUse> uses) {
        Map<Kernel.Nature, List<RepricedUse>> kinds = new EnumMap<>(Kernel.Nature.class);
        for (RepricedUse use : uses) {
            if (use.onSource().isPresent() && use.use().seconds() > 0) {
                nature(use.recognised()).ifPresent(n -> kinds.computeIfAbsent(n, _ -> new ArrayList<>()).add(use));
            }
        }
        return kinds.entrySet().stream().map(e -> of(e.getKey(), e.getValue())).sorted(Comparator.comparingDouble(SelfCheck::seconds).reversed()).toList();
    }

    /// Share of the seconds with a prediction whose measured time lies in its interval; NaN if there are none.
    static double within(List<RepricedUse> uses) {
        double all = 0;
        double within = 0;
        for (RepricedUse use : uses) {
            if (use.onSource().isPresent()) {
                all += use.use().seconds();
                within += use.within() ? use.use().seconds() : 0;
            }
        }
        return within / all;
    }

    /// What a task with a price is.
    static Optional<Kernel.Nature> nature(Recognised recognised) {
        return switch (recognised) {
            case Recognised.Computed c -> c.operators().isEmpty() ? Optional.empty() : Optional.of(nature(c.operators().getFirst()));
            case Recognised.Exchanged _ -> Optional.of(Kernel.Nature.EXCHANGE);
            case Recognised.Unshaped u -> Optional.of(u.nature());
            case Recognised.Moved _, Recognised.Unknown _ -> Optional.empty();
        };
    }

    static Kernel.Nature nature(Operator operator) {
        return switch (operator) {
            case Operator.Gemm _ -> Kernel.Nature.PRODUCT;
            case Operator.PrefillAttention _, Operator.DecodeAttention _, Operator.LatentDecode _ -> Kernel.Nature.ATTENTION;
            case Operator.Experts _ -> Kernel.Nature.EXPERTS;
            case Operator.Stream _, Operator.Cast _ -> Kernel.Nature.TRAFFIC;
        };
    }

    private static SelfCheck of(Kernel.Nature nature, List<RepricedUse> uses) {
        double seconds = uses.stream().mapToDouble(u -> u.use().seconds()).sum();
        double within = uses.stream().filter(RepricedUse::within).mapToDouble(u -> u.use().seconds()).sum();
        List<RepricedUse> ordered = uses.stream().sorted(Comparator.comparingDouble(SelfCheck::ratio)).toList();
        double passed = 0;
        double median = 1;
        for (RepricedUse use : ordered) {
            passed += use.use().seconds();
            if (passed >= seconds / 2) {
                median = ratio(use);
                break;
            }
        }
        return new SelfCheck(nature, uses.stream().mapToLong(u -> u.use().count()).sum(), seconds, within / seconds, median);
    }

    private static double ratio(RepricedUse use) {
        return use.onSource().orElseThrow().value() / use.use().seconds();
    }
}
