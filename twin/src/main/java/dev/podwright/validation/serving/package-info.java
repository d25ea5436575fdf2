/// Measured points of serving engines, in every mode in which they are published, beside their predictions.
///
/// Knows: how serving tables spell engines, precisions and layouts, what a benchmark of each kind did, what of a prediction each printed figure
/// means. Never knows: how verdicts are summed up, how to print.
package dev.podwright.validation.serving;
