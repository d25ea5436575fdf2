/// Physical units, precisions of numbers, uncertain values and cost trees.
///
/// Knows: SI factors, what a number format weighs, how intervals and costs combine. Never knows: chips, models,
/// files. Entrance: [dev.podwright.units.Cost].
package dev.podwright.units;
