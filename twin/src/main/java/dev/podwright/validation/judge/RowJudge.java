package dev.podwright.validation.judge;

import dev.podwright.validation.Row;
import java.util.List;

/// Judges the rows of one table; several threads may ask at once.
interface RowJudge {

    /// One verdict for each figure that the row prints, at least one.
    ///
    /// @throws dev.podwright.document.InputException if the row itself is wrong: a text where a number belongs, a time that physics forbids
    List<JudgedRow> judge(Row row);
}
