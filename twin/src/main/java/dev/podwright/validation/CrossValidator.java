package dev.podwright.validation;

import dev.podwright.calibration.CrossValidation;
import dev.podwright.calibration.CrossValidation.Held;
import dev.podwright.calibration.KernelFit;
import dev.podwright.calibration.Library;
import dev.podwright.calibration.OperatorClass;
import dev.podwright.catalog.Chip;
import dev.podwright.kernel.Borrowing;
import dev.podwright.units.Spread;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;

/// How well all measured rows of operators are predicted by fits that have not seen their shape, or not their chip. A row is predicted as
/// the product would: with the fits of its own library where there are any.
final class CrossValidator {
    private final Map<Subject, List<Sample>> samples;
    private final List<KernelFitter.Fitted> fitted;
    private final Map<String, Chip> chips;

    /// @param samples all measured rows
    /// @param fitted what was fitted to them
    /// @param chips the chips they were measured on
    CrossValidator(Map<Subject, List<Sample>> samples, List<KernelFitter.Fitted> fitted, Map<String, Chip> chips) {
        this.samples = samples;
        this.fitted = fitted;
        this.chips = chips;
    }

    /// A table, and what is known of its rows.
    private record Case(Subject subject, List<Sample> table, Borrowing.Loan loan, double[] ratios, List<Judged> judged) {

        Case judged(List<Judged> rows) {
            return new Case(subject, table, loan, ratios, rows);
        }
    }

    List<CrossValidation> run() {
        List<CrossValidation> found = new ArrayList<>();
        List<Case> shapes = shapes();
        List<Case> loans = loans();
        for (OperatorClass operator : OperatorClass.values()) {
            found.addAll(summaries(Held.SHAPE, operator, shapes));
            found.addAll(summaries(Held.CHIP, operator, loans));
        }
        return found;
    }

    private static List<CrossValidation> summaries(Held held, OperatorClass operator, List<Case> cases) {
        Map<String, List<Judged>> byChip = new TreeMap<>();
        for (Case each : cases) {
            if (each.subject.operator() == operator) {
                byChip.computeIfAbsent(each.subject.chip(), c -> new ArrayList<>()).addAll(each.judged);
                byChip.computeIfAbsent("", c -> new ArrayList<>()).addAll(each.judged);
            }
        }
        return byChip.entrySet().stream().map(e -> summary(held, operator, e.getKey(), e.getValue())).toList();
    }

    private static CrossValidation summary(Held held, OperatorClass operator, String chip, List<Judged> rows) {
        double[] ratios = rows.stream().mapToDouble(Judged::ratio).sorted().toArray();
        Errors errors = Errors.of(ratios);
        double[] widths = rows.stream().mapToDouble(Judged::halfWidth).sorted().toArray();
        return new CrossValidation(held, operator, chip, rows.size(), Errors.quantile(ratios, Errors.MIDDLE), errors.median(), errors.p90(),
                rows.stream().filter(Judged::covered).count() / (double) rows.size(), Errors.quantile(widths, Errors.MIDDLE));
    }

    /// Tables with a fit are predicted fold by fold; the others, too short for one, with what they borrow.
    private List<Case> shapes() {
        Map<Subject, Map<String, KernelFitter.Fitted>> own = new HashMap<>();
        for (KernelFitter.Fitted each : fitted) {
            own.computeIfAbsent(subject(each.fit()), s -> new HashMap<>()).put(each.fit().kernel(), each);
        }
        List<Case> cases = new ArrayList<>();
        List<Case> borrowed = new ArrayList<>();
        samples.forEach((subject, rows) -> KernelFitter.tables(rows).forEach((variant, table) -> {
            KernelFitter.Fitted fit = own.getOrDefault(subject, Map.of()).get(variant);
            if (fit != null) {
                cases.add(new Case(subject, table, null, new double[0], fit.judged()));
            } else {
                loan(subject, table, "").ifPresent(borrowed::add);
            }
        }));
        cases.addAll(judged(borrowed));
        return cases;
    }

    /// Every table predicted as though nothing had been measured on its chip.
    private List<Case> loans() {
        List<Case> cases = new ArrayList<>();
        samples.forEach((subject, rows) -> KernelFitter.tables(rows).values().forEach(table ->
                loan(subject, table, subject.chip()).ifPresent(cases::add)));
        return judged(cases);
    }

    static Subject subject(KernelFit fit) {
        return new Subject(fit.chip(), fit.operator(), fit.storage(), fit.compute());
    }

    /// A table predicted with what it would borrow if nothing had been measured on the chip `without`.
    private Optional<Case> loan(Subject subject, List<Sample> table, String without) {
        String[] words = table.getFirst().variant().split(" ");
        List<KernelFit> fits = fitted.stream().map(KernelFitter.Fitted::fit).filter(f -> !f.chip().equals(without)).toList();
        Chip chip = chips.get(subject.chip());
        return new Borrowing(fits, chips, Optional.of(new Library(words[0], words[words.length - 1], table.getFirst().variant())))
                .nearest(chip, subject.operator(), subject.storage(), subject.compute())
                .map(loan -> new Case(subject, table, loan, KernelModel.of(loan, subject, chip).ratios(Points.of(table, chip)), List.of()));
    }

    /// The interval of a loan is made of the errors of like loans on other chips, where there are any.
    private static List<Case> judged(List<Case> loans) {
        return loans.stream().map(each -> {
            Spread spread = spread(each, loans);
            return each.judged(IntStream.range(0, each.ratios.length)
                    .mapToObj(i -> new Judged(each.table.get(i), each.ratios[i], 1, spread)).toList());
        }).toList();
    }

    private static Spread spread(Case wanted, List<Case> loans) {
        List<Case> others = loans.stream().filter(c -> c.subject.operator() == wanted.subject.operator()
                && !c.subject.chip().equals(wanted.subject.chip())).toList();
        List<Case> alike = others.stream().filter(c -> c.loan.kinship() == wanted.loan.kinship()
                && c.loan.samePrecision() == wanted.loan.samePrecision()).toList();
        double[] ratios = (alike.isEmpty() ? others : alike).stream().flatMapToDouble(c -> Arrays.stream(TransferExperiment.quantiles(c.ratios))).toArray();
        return ratios.length == 0 ? wanted.loan.fit().spread() : Errors.of(ratios).spread();
    }
}
