/// Reports: one HTML page that needs nothing but itself.
///
/// Knows: headings, cards, figures, tables, drawings, and how a plan, a step, an iteration, a comparison, a network, a simulated run, a judgement, a move from
/// CUDA and a diagnosis are told with them; and the words of a move, which terminal and Markdown share with its page.
/// Never knows: terminals, files. Entrances: [dev.podwright.app.report.PlanReport], [dev.podwright.app.report.ExplainReport],
/// [dev.podwright.app.report.TrainingReport], [dev.podwright.app.report.CompareReport], [dev.podwright.app.report.NetworkReport],
/// [dev.podwright.app.report.SimulationReport], [dev.podwright.app.report.JudgeReport], [dev.podwright.app.report.MigrationReport],
/// [dev.podwright.app.report.DiagnosisReport]; new reports are put together from [dev.podwright.app.report.Page] and
/// [dev.podwright.app.report.Block].
package dev.podwright.app.report;
