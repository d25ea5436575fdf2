package dev.podwright.app.accuracy;

import dev.podwright.document.Document;
import dev.podwright.document.Node;
import dev.podwright.validation.judge.Kind;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Optional;

/// What is aimed at for one kind of evidence, and what people found out about its errors.
///
/// @param title in words
/// @param median aimed-at median of the absolute error, for rows that were not fitted
/// @param p90 its 90th percentile
/// @param elsewhere aims for parts of the kind, in words
/// @param causes where predictions fail and why, in sentences
record Aims(String title, Optional<Double> median, Optional<Double> p90, String elsewhere, List<String> causes) {
    private static final double PERCENT = 100;
    private static final int DIGITS = 3;

    static Aims of(Kind kind) {
        return Document.resource(Aims.class, "aims.yaml").find(kind.label()).map(Aims::read)
                .orElseGet(() -> new Aims(kind.label().replace('_', ' '), Optional.empty(), Optional.empty(), "", List.of()));
    }

    private static Aims read(Node node) {
        node.allowOnly(List.of("title", "median", "p90", "elsewhere", "causes"));
        return new Aims(node.get("title").text(), node.find("median").map(Node::number), node.find("p90").map(Node::number),
                node.find("elsewhere").map(Node::text).orElse(""), node.find("causes").map(n -> n.list().stream().map(Node::text).toList()).orElse(List.of()));
    }

    /// Whether errors meet the aim: `yes`, `median only`, `no`, or `-` without one.
    String met(double median, double p90) {
        if (this.median.isEmpty() || this.p90.isEmpty()) {
            return "-";
        }
        return median > this.median.get() ? "no" : p90 > this.p90.get() ? "median only" : "yes";
    }

    private static String whole(double share) {
        return new BigDecimal(PERCENT * share).round(new MathContext(DIGITS)).stripTrailingZeros().toPlainString();
    }

    /// As people write it: `5 / 16 %`.
    String words() {
        String own = median.isPresent() && p90.isPresent() ? "%s / %s %%".formatted(whole(median.get()), whole(p90.get())) : "-";
        return elsewhere.isEmpty() ? own : own + "; " + elsewhere;
    }
}
