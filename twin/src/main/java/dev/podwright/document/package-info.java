/// Located documents: JSON and YAML read into trees that know the file, line and field of every value, and the one
/// kind of error that bad input gets.
///
/// Knows: files, lines, field paths. Never knows: what a field means. Entrance: [dev.podwright.document.Document].
package dev.podwright.document;
