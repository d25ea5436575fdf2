package dev.podwright.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.podwright.document.Document;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonTest {
    @Test
    void fieldsKeepTheirOrder() {
        Map<String, Object> inner = new LinkedHashMap<>();
        inner.put("zeta", 1);
        inner.put("alpha", Arrays.asList(0.5, null, "910C → \"x\""));
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("z", true);
        document.put("inner", inner);
        document.put("none", List.of());

        assertThat(Json.text(document)).isEqualTo("""
                {
                  "z" : true,
                  "inner" : {
                    "zeta" : 1,
                    "alpha" : [
                      0.5,
                      null,
                      "910C → \\"x\\""
                    ]
                  },
                  "none" : [ ]
                }
                """);
    }

    @Test
    void whatIsWrittenReadsBack() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("tiny", 4.5e-6);
        document.put("huge", Long.MAX_VALUE);

        String text = Json.text(document);

        assertThat(Document.parse("x.json", text.getBytes(StandardCharsets.UTF_8)).get("tiny").number()).isEqualTo(4.5e-6);
        assertThat(text).contains("9223372036854775807");
    }

    @Test
    void aMapWithoutOrderIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Json.text(Map.of("a", 1))).withMessageContaining("with an order");
    }

    @Test
    void aNumberThatJsonCannotHoldIsRefusedWithItsField() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("ttft_ms", Double.NaN);

        assertThatIllegalArgumentException().isThrownBy(() -> Json.text(document)).withMessageContaining("(NaN) of the field (ttft_ms)");
    }
}
