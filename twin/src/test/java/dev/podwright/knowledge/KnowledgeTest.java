package dev.podwright.knowledge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.podwright.document.InputException;
import dev.podwright.knowledge.support.Generation;
import dev.podwright.knowledge.support.Kernel.Nature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KnowledgeTest {
    private final Knowledge knowledge = Knowledge.bundled();

    @TempDir
    private Path folder;

    private Path file(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content);
    }

    @Test
    void bundledKnowledgeHoldsTogether() {
        assertThat(knowledge.check()).isEmpty();
    }

    @Test
    void itSaysWhatWasReadFromWhereAndWhatIsNotKnown() {
        assertThat(knowledge.parts()).hasSize(6).allSatisfy(part -> {
            assertThat(part.rows()).isPositive();
            assertThat(part.source()).isNotBlank();
            assertThat(part.read()).matches("\\d{4}-\\d\\d-\\d\\d");
        });
        assertThat(knowledge.notEstablished()).isNotEmpty();
        assertThat(knowledge.pairings()).anySatisfy(pairing -> assertThat(pairing.pytorch() + " " + pairing.cann()).isEqualTo("2.12.0 9.1.0"))
                .allSatisfy(pairing -> assertThat(pairing.source()).isNotBlank());
    }

    @Test
    void aTableReplacesThoseOfItsReleases() throws IOException {
        Knowledge newer = knowledge.with(file("t.csv", "api,pytorch,a2,a3,ascend_950dt,restriction\ntorch.mm,2.14.0,yes,yes,yes,\n"));

        assertThat(newer.support().releases()).endsWith("2.14.0");
        assertThat(newer.parts().getFirst().source()).contains("t.csv", "Ascend/pytorch");
    }

    @Test
    void substitutesOfAFileComeFirst() throws IOException {
        Knowledge newer = knowledge.with(file("mine.json", """
                {"replacements": [{"by": "my_ops.rope", "note": "ours", "source": "our repository"}],
                 "operators": [{"name": "my_lab::rope", "library": "ours", "replacement": "my_ops.rope", "source": "our repository"}],
                 "kernels": [{"pattern": "^rope_by_us", "nature": "traffic", "library": "ours", "custom": true, "replacement": "my_ops.rope", "source": "ours"}]}
                """));

        assertThat(newer.operator("my_lab::rope", "2.13.0", Generation.A2).replacement().orElseThrow().by()).isEqualTo("my_ops.rope");
        assertThat(newer.kernel("rope_by_us_2").nature()).isEqualTo(Nature.TRAFFIC);
        assertThat(newer.kernel("nvjet_hsh").nature()).isEqualTo(Nature.PRODUCT);
        assertThat(newer.check()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"a": 1}                                                                                           | no export of knowledge
            []                                                                                                 | no export of knowledge
            {"kernels": [{"pattern": "(", "nature": "traffic", "library": "x", "source": "y"}]}                | regular expression
            {"kernels": [{"pattern": "x", "nature": "trafic", "library": "x", "source": "y"}]}                 | trafic
            {"operators": [{"name": "a::b", "sauce": "y"}]}                                                    | sauce
            {"operators": [{"name": "a::b"}]}                                                                  | source
            {"operators": 3}                                                                                   | a list
            {"kernels": [                                                                                      | foreign.json
            """)
    void aForeignFileIsRefusedWithItsPlace(String content, String said) throws IOException {
        Path file = file("foreign.json", content);

        assertThatThrownBy(() -> knowledge.with(file)).isInstanceOf(InputException.class).hasMessageContaining("foreign.json").hasMessageContaining(said);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"operators": [{"name": "aten::zz", "api": "torch.zz", "source": "s"}]}                                        | maps to torch.zz, which no table names
            {"operators": [{"name": "a::b", "library": "l", "replacement": "gone", "source": "s"}]}                        | names the replacement gone, which is not described
            {"operators": [{"name": "a::*", "library": "l", "source": "s"}, {"name": "a::b*", "library": "l", "source": "s"}]} | can never match: a::* before it covers it
            {"operators": [{"name": "a::b", "library": "l", "source": " "}]}                                               | has no source
            {"replacements": [{"by": "torch_npu.npu_zz", "source": "s"}]}                                                  | in no release of torch_npu
            {"replacements": [{"by": "x", "source": ""}]}                                                                  | The replacement x has no source
            {"kernels": [{"pattern": "gemm", "nature": "product", "library": "l", "example": "conv", "source": "s"}]}      | does not match its own example
            {"kernels": [{"pattern": "a", "nature": "product", "library": "l", "source": "s"}, {"pattern": "ab", "nature": "product", "library": "l", "example": "ab", "source": "s"}]} | comes too late
            """)
    void checkNamesWhatDoesNotHoldTogether(String content, String said) throws IOException {
        assertThat(knowledge.with(file("odd.json", content)).check()).anySatisfy(sentence -> assertThat(sentence).contains(said));
    }
}
