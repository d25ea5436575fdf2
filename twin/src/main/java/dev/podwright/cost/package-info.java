/// Money and energy, where published figures allow.
///
/// Knows: power, prices, their basis. Never knows: guesses; what is not published stays unknown. Entrance:
/// [dev.podwright.cost.Bill].
package dev.podwright.cost;
