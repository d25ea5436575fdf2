/// Measurements against predictions: reading evidence, fitting what the calibration holds, comparing row by row.
///
/// Knows: the layout of evidence folders, how numbers are fitted and held out. Never knows: how to print. Entrances:
/// [dev.podwright.validation.Calibrator] and [dev.podwright.validation.CollectiveFitter] fit; [dev.podwright.validation.PublishedCheck],
/// and [dev.podwright.validation.TrainingCheck] compare; serving is in [dev.podwright.validation.serving].
package dev.podwright.validation;
