package dev.podwright.app;

import dev.podwright.app.report.Origin;
import dev.podwright.app.report.Page;
import dev.podwright.document.InputException;

/// What a command found, ready to be printed.
interface Answer {
    /// Whether anything does what is asked.
    boolean found();

    /// For people, without provenance.
    String text();

    /// For programs.
    String json();

    /// For people who want to see it.
    ///
    /// @throws InputException if there is no such page
    default Page page(Origin origin) {
        throw new InputException("There is no page for training yet.", "Leave --html out; --json and --timeline hold all numbers.");
    }
}
