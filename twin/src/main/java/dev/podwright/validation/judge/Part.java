package dev.podwright.validation.judge;

import dev.podwright.validation.Table;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BiFunction;

/// One table of the evidence.
///
/// @param conditions columns that two rows must share to be measurements of one thing
/// @param judge who judges its rows; called for each row that a warm cache must explain
record Part(Kind kind, Path file, Columns columns, List<String> conditions, BiFunction<Table, Runnable, RowJudge> judge) {}
