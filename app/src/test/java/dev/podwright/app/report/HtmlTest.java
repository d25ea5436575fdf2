package dev.podwright.app.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class HtmlTest {
    @Test
    void textsAndAttributesNeverBecomeMarkup() {
        Html element = Html.tag("p", "<script>alert(\"&\")</script>").with("title", "\"><b>");
        assertThat(element).hasToString("<p title=\"&quot;&gt;&lt;b&gt;\">&lt;script&gt;alert(&quot;&amp;&quot;)&lt;/script&gt;</p>");
    }

    @Test
    void charactersThatXmlCannotHoldAreReplaced() {
        assertThat(Html.tag("p", "a\u0000b\u001bc\uD800d")).hasToString("<p>a\uFFFDb\uFFFDc\uFFFDd</p>");
    }

    @Test
    void onlyVoidElementsHaveNoEnd() {
        assertThat(Html.tag("div", Html.tag("br"), Html.tag("span"))).hasToString("<div><br /><span></span></div>");
    }

    @Test
    void contentOfAnotherKindIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Html.tag("p", 7)).withMessageContaining("(7)");
    }

    @Test
    void aTableRefusesARowOfAnotherLength() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Table("t", List.of("a", "b"), List.of(List.of("1")))).withMessageContaining("1 cells for 2 headings");
    }

    @Test
    void numbersStandToTheRightEvenBesideAWord() {
        Table table = new Table("t", List.of("name", "value"), List.of(List.of("a", "1,054 (838-1,348)"), List.of("b", "12.3"), List.of("c", "no fp8")));
        assertThat(table.html().toString()).contains("<th scope=\"col\" class=\"number\">value</th>", "<td class=\"number\">no fp8</td>").doesNotContain("class=\"number\">a<");
    }
}
