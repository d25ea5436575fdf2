/// Chips, pods, prices: facts with unit, source and confidence; training frameworks: what their releases do.
///
/// Knows: what was published about hardware, and what was not. Never knows: how long an operator takes. Entrance:
/// [dev.podwright.catalog.Catalog].
package dev.podwright.catalog;
