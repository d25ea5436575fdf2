package dev.podwright.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The schemas of `docs/schema`, found by the addresses that they give themselves.
final class Schemas {
    private static final String ADDRESS = "https://podwright.dev/schema/";
    private static final SchemaRegistry REGISTRY =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12, builder -> builder.schemas(Schemas::text));

    private Schemas() {}

    private static String text(String address) {
        if (!address.startsWith(ADDRESS)) {
            return null;
        }
        try {
            return Files.readString(Path.of("../docs/schema", address.substring(ADDRESS.length())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void assertFits(String schema, String document, InputFormat format) {
        assertThat(REGISTRY.getSchema(SchemaLocation.of(ADDRESS + schema + ".schema.json")).validate(document, format)).isEmpty();
    }

    static void assertFits(String schema, String json) {
        assertFits(schema, json, InputFormat.JSON);
    }

    static void assertMisfits(String schema, String json) {
        assertThat(REGISTRY.getSchema(SchemaLocation.of(ADDRESS + schema + ".schema.json")).validate(json, InputFormat.JSON)).isNotEmpty();
    }
}
