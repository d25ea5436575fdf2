/// Reports: one HTML page that needs nothing but itself.
///
/// Knows: headings, cards, figures, tables, drawings, and how a plan, a step, an iteration, a comparison and a network are told with them.
/// Never knows: terminals, files. Entrances: [dev.podwright.app.report.PlanReport], [dev.podwright.app.report.ExplainReport],
/// [dev.podwright.app.report.TrainingReport], [dev.podwright.app.report.CompareReport], [dev.podwright.app.report.NetworkReport]; new reports are put together from [dev.podwright.app.report.Page] and
/// [dev.podwright.app.report.Block].
package dev.podwright.app.report;
