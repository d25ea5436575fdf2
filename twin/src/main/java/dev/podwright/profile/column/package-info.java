/// Columns of primitives that grow, texts told apart by number, and orders of rows: what lets a profile of millions of events fit into little memory.
///
/// Knows: arrays. Never knows: profiles. Entrance: [dev.podwright.profile.column.Longs], [dev.podwright.profile.column.Ints],
/// [dev.podwright.profile.column.Texts], [dev.podwright.profile.column.Rows], [dev.podwright.profile.column.Index], [dev.podwright.profile.column.Order].
package dev.podwright.profile.column;
