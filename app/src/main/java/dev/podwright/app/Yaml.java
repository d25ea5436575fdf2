package dev.podwright.app;

import dev.podwright.document.Node;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLWriteFeature;

/// Documents as YAML.
final class Yaml {
    private Yaml() {}

    /// The document as text, with a line feed at its end.
    static String write(Node document) {
        YAMLMapper mapper = YAMLMapper.builder()
                .disable(YAMLWriteFeature.WRITE_DOC_START_MARKER)
                .enable(YAMLWriteFeature.MINIMIZE_QUOTES)
                .build();
        return mapper.writeValueAsString(new LinkedHashMap<>((Map<?, ?>) document.plain()));
    }
}
