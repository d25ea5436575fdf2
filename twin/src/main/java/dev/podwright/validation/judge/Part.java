package dev.podwright.validation.judge;

import dev.podwright.validation.Table;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BiFunction;

/// One table of the evidence.
///
/// @param conditions columns that two rows must share to be measurements of one thing
/// @param judge who judges its rows, given where to count those beyond a plain limit that have a reason to be
record Part(Kind kind, Path file, Columns columns, List<String> conditions, BiFunction<Table, Legitimate, RowJudge> judge) {}
