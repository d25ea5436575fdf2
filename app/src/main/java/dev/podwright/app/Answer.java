package dev.podwright.app;

import dev.podwright.app.report.Origin;
import dev.podwright.app.report.Page;

/// What a command found, ready to be printed.
interface Answer {
    /// Whether anything does what is asked.
    boolean found();

    /// For people, without provenance.
    String text();

    /// For programs.
    String json();

    /// For a browser.
    Page page(Origin origin);
}
