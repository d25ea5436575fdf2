/// What is wrong in a profile, held against what the twin predicts for the same.
///
/// Knows: profiles of one or several ranks, prices of their operators, kinds of trouble. Never knows: terminals, pages. Entrance:
/// [dev.podwright.diagnosis.Diagnostician].
package dev.podwright.diagnosis;
