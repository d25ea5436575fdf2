package dev.podwright.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.podwright.catalog.Catalog;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CatalogSchemaTest {
    private final Schema schema = load();

    private static Schema load() {
        try {
            String text = Files.readString(Path.of("../docs/schema/catalog.schema.json"));
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(text, InputFormat.JSON);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"chips/ascend.json", "chips/nvidia.json", "chips/others.json", "pods/ascend.json", "pods/nvidia.json", "pods/tpu.json",
        "software/training.json"})
    void theBundledFilesFitTheSchema(String file) throws IOException {
        try (InputStream in = Catalog.class.getResourceAsStream(file)) {
            assertThat(schema.validate(new String(in.readAllBytes(), StandardCharsets.UTF_8), InputFormat.JSON)).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"catalog check --json", "catalog check h100-sxm --json"})
    void theCheckFitsItsSchema(String line) {
        Schemas.assertFits("catalog-check", CommandRun.of(line.split(" ")).out());
    }

    @Test
    void theExampleOfTheDocumentationFitsTheSchemaAndLoads() throws IOException {
        String page = Files.readString(Path.of("../docs/catalog-format.md"));
        String example = page.substring(page.indexOf("```yaml") + "```yaml".length(), page.indexOf("```", page.indexOf("```yaml") + 1));
        assertThat(schema.validate(example, InputFormat.YAML)).isEmpty();
        Path file = Files.writeString(Files.createTempFile("example", ".yaml"), example);
        assertThat(Catalog.bundled().plus(file).pod("my-pod").chips()).isEqualTo(32);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "{\"chips\": [{\"id\": \"x\", \"peaks\": {\"fp9\": \"1TFLOP/s\"}}]}",
        "{\"chips\": [{\"id\": \"x\", \"figures\": {\"memory_capacity\": {\"value\": 4, \"unit\": \"GB/s\"}}}]}",
        "{\"chips\": [{\"id\": \"x\", \"figures\": {\"memory_capacity\": {\"value\": -4, \"unit\": \"GB\"}}}]}",
        "{\"pods\": [{\"id\": \"x\", \"chip\": \"y\", \"levels\": []}]}",
        "{\"pods\": [{\"id\": \"x\", \"chip\": \"y\", \"levels\": [{\"name\": \"a\", \"wiring\": \"torus\", \"groups\": 4}]}]}"})
    void mistakesDoNotFitTheSchema(String file) {
        assertThat(schema.validate(file, InputFormat.JSON)).isNotEmpty();
    }
}
