/// The page on accuracy, `docs/accuracy.md`, with its pictures.
///
/// Knows: what people aimed at, how tables and scatters look, causes that people found. Never knows: how rows are judged. Entrance:
/// [dev.podwright.app.accuracy.AccuracyPage].
package dev.podwright.app.accuracy;
