package dev.podwright.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WrappedTest {
    @Test
    void longCellsGoOnInTheNextLineAndNumbersStayToTheRight() {
        Table table = new Table("name", "count", "what");
        Wrapped.row(table, 12, "a", "1,000", "some words that do not fit");
        Wrapped.row(table, 12, "b", "2", "averyveryverylongword and more");
        assertThat(table.toString().lines()).containsExactly(
                "name  count  what",
                "a     1,000  some words",
                "             that do not",
                "             fit",
                "b         2  averyveryverylongword",
                "             and more");
    }

    @Test
    void linesBeginWithTheirStartAndHoldNoMoreThanTheirWidth() {
        assertThat(Wrapped.lines("- ", "  ", "one two three", 9)).containsExactly("- one two", "  three");
    }

    @Test
    void noTextIsTheStartAlone() {
        assertThat(Wrapped.lines("note: ", "  ", "", 20)).containsExactly("note: ");
    }
}
