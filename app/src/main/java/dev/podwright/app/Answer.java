package dev.podwright.app;

/// What a command found, ready to be printed.
interface Answer {
    /// Whether anything does what is asked.
    boolean found();

    /// For people, without provenance.
    String text();

    /// For programs.
    String json();
}
