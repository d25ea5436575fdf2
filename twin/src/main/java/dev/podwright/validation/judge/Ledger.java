package dev.podwright.validation.judge;

import java.util.List;
import java.util.function.Consumer;

/// Sums judged rows up every way at once and passes them on.
final class Ledger {
    private final Consumer<JudgedRow> each;
    private final Scores<Group> groups = new Scores<>(Group.ORDER);
    private final Scores<Whole> totals = new Scores<>(Whole.ORDER);
    private final Worst worst = new Worst();

    Ledger(Consumer<JudgedRow> each) {
        this.each = each;
    }

    void add(JudgedRow row) {
        groups.add(Group.of(row), row);
        totals.add(Whole.of(row), row);
        worst.add(row);
        each.accept(row);
    }

    Verdict verdict(List<NoiseFloor> noise, List<Verdict.Absent> absent, List<String> unread, List<Verdict.Beyond> beyond) {
        return new Verdict(groups.all(), totals.all(), worst.all(), noise, List.copyOf(absent), List.copyOf(unread), List.copyOf(beyond));
    }
}
