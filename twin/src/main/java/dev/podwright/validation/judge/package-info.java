/// Every measured row of a folder of evidence beside its prediction.
///
/// Knows: which columns each table needs, what a row of it timed, what physics allows, how errors are summed up. Never knows: how laws are
/// fitted, how to print. Entrance: [dev.podwright.validation.judge.Judge].
package dev.podwright.validation.judge;
