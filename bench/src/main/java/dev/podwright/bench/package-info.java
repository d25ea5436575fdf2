/// JMH benchmarks of the twin, each beside a check that the timed answer is right.
///
/// Knows: the twin's public entrances. Never knows: the command line. Entrance: `bench/README.md`.
package dev.podwright.bench;
