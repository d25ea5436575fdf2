package dev.podwright.document;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentTest {
    @TempDir
    Path directory;

    @Test
    void everyValueOfAJsonFileKnowsItsLineAndField() {
        Node root = json("{\n \"pod\": {\n  \"chips\": 8\n },\n \"levels\": [\n  1,\n  {\"name\": \"x\"}\n ]\n}");

        assertThat(root.get("pod").get("chips").place()).isEqualTo(new Place("f.json", 3, "pod.chips"));
        assertThat(root.get("levels").list().get(1).get("name").place()).hasToString("f.json, line 7, field levels[1].name");
    }

    @Test
    void everyValueOfAYamlFileKnowsItsLineAndField() {
        Node root = yaml("# a comment\npod:\n  chips: 8\nlevels:\n  - 1\n  - name: x\n");

        assertThat(root.get("pod").get("chips").place()).isEqualTo(new Place("f.yaml", 3, "pod.chips"));
        assertThat(root.get("levels").list().get(1).get("name").place()).hasToString("f.yaml, line 6, field levels[1].name");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"a":1,⏎"a":2}        | f.json, line 2, field a: the field is given twice, first in line 1.
            {"a":⏎{"b":           | f.json, line 2, field a: malformed JSON: Unexpected end-of-input
            {"a":[1,⏎2            | f.json, line 2, field a: malformed JSON: Unexpected end-of-input
            {"a":1,⏎}             | f.json, line 2: malformed JSON: Unexpected character ('}'
            {⏎"a": tru}           | f.json, line 2: malformed JSON: Unrecognized token 'tru'
            {"a": NaN}            | f.json, line 1: malformed JSON: Non-standard token 'NaN'.
            {"a": 1}⏎{"b": 2}     | f.json, line 2: something follows the end of the document.
            {"a": 1} x            | f.json, line 1: malformed JSON: Unrecognized token 'x'
            {"a": 1e999}          | f.json, line 1, field a: 1e999 is not a finite number.
            ⏎⏎                    | f.json: the file is empty.
            """)
    void malformedJsonNamesFileAndLine(String text, String message) {
        assertThat(refusal("f.json", text.replace('⏎', '\n').getBytes(UTF_8))).startsWith(message).doesNotContain("Source", "`");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
            a: 1⏎b: 2⏎a: 3        | f.yaml, line 3, field a: the field is given twice, first in line 1.
            x: 1⏎a: [1, 2⏎b: 3    | f.yaml, line 3, field a: malformed YAML: while parsing a flow sequence, expected ',' or ']'
            x: 1⏎a: "cut          | f.yaml, line 2: malformed YAML: while scanning a quoted scalar, found unexpected end of stream.
            x: 1⏎a: b: c          | f.yaml, line 2: malformed YAML: mapping values are not allowed here.
            a: &x 1⏎b: *x         | f.yaml, line 2, field b: the alias *x is not followed here.
            a: 1⏎---⏎b: 2         | f.yaml, line 3: something follows the end of the document.
            a: .inf               | f.yaml, line 1, field a: .inf is not a finite number.
            a: !!binary aGk=      | f.yaml, line 1, field a: the value has a tag
            # only a comment      | f.yaml: the file is empty.
            """)
    void malformedYamlNamesFileAndLine(String text, String message) {
        assertThat(refusal("f.yaml", text.replace('⏎', '\n').getBytes(UTF_8))).startsWith(message);
    }

    @Test
    void yamlWordsOfOlderVersionsAreTextNotTruthValues() {
        Node root = yaml("a: no\nb: ~\nc: true\n");

        assertThat(root.get("a").text()).isEqualTo("no");
        assertThat(root.find("b")).isEmpty();
        assertThat(root.get("c").bool()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"f.json", "f.yaml"})
    void aTowerOfListsIsRefusedWithAReadableMessage(String name) {
        assertThat(refusal(name, ("[".repeat(100_000) + "]".repeat(100_000)).getBytes(UTF_8)))
                .contains("nesting depth").hasSizeLessThan(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"f.json", "f.yaml"})
    void aNumberOfTwoThousandDigitsIsRefused(String name) {
        assertThat(refusal(name, ("{\"a\": " + "9".repeat(2000) + "}").getBytes(UTF_8))).startsWith(name + ", line 1").contains("2000");
    }

    @Test
    void aWholeNumberBeyondLongKeepsItsSize() {
        assertThat(json("{\"a\": 123456789012345678901234567890}").get("a").number()).isEqualTo(1.2345678901234568e29);
    }

    @ParameterizedTest
    @ValueSource(strings = {"f.json", "f.YAML"})
    void aByteOrderMarkIsSkipped(String name) {
        assertThat(Document.parse(name, "\uFEFF{\"a\": 1}".getBytes(UTF_8)).get("a").number()).isEqualTo(1);
    }

    @Test
    void bytesThatAreNotUtf8AreRefusedWithTheirLine() {
        byte[] latin = "{\n\"name\": \"J\u00fcrgen\"}".getBytes(StandardCharsets.ISO_8859_1);

        assertThat(refusal("f.json", latin)).isEqualTo("f.json, line 2: this is not text: the bytes are not UTF-8.");
        assertThat(refusal("f.json", "{}".getBytes(StandardCharsets.UTF_16LE))).contains("zero byte");
    }

    @Test
    void aFileThatCannotBeReadSaysWhy() throws IOException {
        Path missing = directory.resolve("none.json");
        Path empty = Files.createFile(directory.resolve("empty.json"));

        assertThat(refusal(missing)).isEqualTo(missing + ": there is no such file.");
        assertThat(refusal(directory)).isEqualTo(directory + ": this is a directory, not a file.");
        assertThat(refusal(empty)).isEqualTo(empty + ": the file is empty.");
    }

    @Test
    void aMissingResourceIsAFaultOfTheBuild() {
        assertThat(catchThrowableOfType(IllegalStateException.class, () -> Document.resource(DocumentTest.class, "none.json")))
                .hasMessageContaining("none.json");
    }

    private static Node json(String text) {
        return Document.parse("f.json", text.getBytes(UTF_8));
    }

    private static Node yaml(String text) {
        return Document.parse("f.yaml", text.getBytes(UTF_8));
    }

    private static String refusal(String name, byte[] content) {
        InputException refusal = catchThrowableOfType(InputException.class, () -> Document.parse(name, content));
        assertThat(refusal.mend()).isNotEmpty();
        return refusal.getMessage();
    }

    private static String refusal(Path file) {
        return catchThrowableOfType(InputException.class, () -> Document.read(file)).getMessage();
    }
}
