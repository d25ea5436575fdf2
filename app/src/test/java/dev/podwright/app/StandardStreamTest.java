package dev.podwright.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StandardStreamTest {
    @TempDir
    Path directory;

    @Test
    void textIsUtf8WhateverTheLocale() throws IOException {
        Path file = directory.resolve("out");
        try (FileOutputStream out = new FileOutputStream(file.toFile()); PrintWriter writer = new StandardStream(out.getFD()).writer()) {
            writer.print("4 µs → 昇腾");
        }

        assertThat(file).hasContent("4 µs → 昇腾");
    }
}
