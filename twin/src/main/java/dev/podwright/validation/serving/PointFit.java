package dev.podwright.validation.serving;

import dev.podwright.document.Document;
import dev.podwright.document.Node;
import dev.podwright.units.Interval;
import dev.podwright.units.Spread;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// What measured points showed of serving engines: terms fitted to all of them, and, for the groups they fall in, terms fitted without the fold that a
/// group is in. A point whose group was fitted is predicted with the terms of its fold, so that its error is that of a stranger.
///
/// @param terms from all points
/// @param folds terms from the points outside each fold
/// @param groups that the fit saw
/// @param spreads of held-out errors, the closest first
public record PointFit(List<PointTerms> terms, List<List<PointTerms>> folds, Set<String> groups, List<PointSpread> spreads) {
    /// Nothing fitted.
    public static final PointFit NONE = new PointFit(List.of(), List.of(), Set.of(), List.of());
    static final int FOLDS = 5;
    /// Where nothing was fitted: a factor of two either way.
    private static final Spread UNKNOWN = Spread.factor(2);

    public PointFit {
        terms = List.copyOf(terms);
        folds = folds.stream().map(List::copyOf).toList();
        groups = new TreeSet<>(groups);
        spreads = List.copyOf(spreads);
    }

    /// The fit that ships with the product.
    public static PointFit bundled() {
        return Holder.BUNDLED;
    }

    PointFit with(List<PointSpread> found) {
        return new PointFit(terms, folds, groups, found);
    }

    /// The fold of a group: its name's hash, so that it does not depend on which others there are.
    static int fold(String group) {
        return Math.floorMod(group.hashCode(), FOLDS);
    }

    PointTerms terms(Point point) {
        String group = PointKey.group(point);
        return PointBook.terms(point, groups.contains(group) ? folds.get(fold(group)) : terms);
    }

    /// The 90 % interval of a figure.
    Interval around(double value, Point point, Figure figure) {
        Spread spread = spreads.stream().filter(s -> s.of(point.mode(), figure)).findFirst().map(PointSpread::spread).orElse(UNKNOWN);
        return spread.around(value);
    }

    /// The text of the file.
    public String json() {
        return "{\"terms\": %s,%n\"folds\": [%s],%n\"groups\": [%s],%n\"spreads\": [%s]}%n".formatted(lines(terms),
                folds.stream().map(PointFit::lines).collect(Collectors.joining(",\n")),
                groups.stream().map("\"%s\""::formatted).collect(Collectors.joining(",\n")),
                spreads.stream().map(s -> String.format(Locale.ROOT, "{\"mode\":\"%s\",\"figure\":\"%s\",\"points\":%d,\"low\":%.4f,\"high\":%.4f}", s.mode(), s.figure(),
                        s.points(), s.spread().low(), s.spread().high())).collect(Collectors.joining(",\n")));
    }

    /// One term a line: key, host ms, factors on generation and prompts, front end ms, points.
    private static String lines(List<PointTerms> terms) {
        return terms.stream().map(t -> "[\"%s\",%s,%s,%s,%s,%d]".formatted(t.key(), rounded(1e3 * t.host()), rounded(t.decode()), rounded(t.prefill()), rounded(1e3 * t.front()), t.points()))
                .collect(Collectors.joining(",\n", "[", "]"));
    }

    private static String rounded(double value) {
        return String.format(Locale.ROOT, "%.4f", value).replaceFirst("\\.?0+$", "");
    }

    static PointFit read(Node node) {
        node.allowOnly(List.of("terms", "folds", "groups", "spreads"));
        return new PointFit(terms(node.get("terms")), node.get("folds").list().stream().map(PointFit::terms).toList(),
                node.get("groups").list().stream().map(Node::text).collect(Collectors.toSet()),
                node.get("spreads").list().stream().map(s -> new PointSpread(s.get("mode").text(), s.get("figure").text(), s.get("points").whole(1),
                        new Spread(s.get("low").number(), s.get("high").number()))).toList());
    }

    private static List<PointTerms> terms(Node node) {
        return node.list().stream().map(Node::list).map(t -> new PointTerms(t.get(0).text(), 1e-3 * t.get(1).number(), t.get(2).positive(),
                t.get(3).positive(), 1e-3 * t.get(4).number(), t.get(5).whole(1))).toList();
    }

    private static final class Holder {
        static final PointFit BUNDLED = PointFit.read(Document.resource(PointFit.class, "points.json"));
    }
}
