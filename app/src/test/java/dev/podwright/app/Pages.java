package dev.podwright.app;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/// Reads pages the strict way: as XML.
final class Pages {
    private Pages() {}

    static Document parse(String html) {
        try {
            return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(html)));
        } catch (ParserConfigurationException | SAXException e) {
            throw new AssertionError("The page is not well formed: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Element> all(Document page, String name) {
        NodeList found = page.getElementsByTagName(name);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < found.getLength(); i++) {
            elements.add((Element) found.item(i));
        }
        return elements;
    }

    /// Ids of the elements `name` that have one.
    static List<String> ids(Document page, String name) {
        return all(page, name).stream().map(e -> e.getAttribute("id")).filter(id -> !id.isEmpty()).toList();
    }

    static List<Element> ofClass(Document page, String name, String cssClass) {
        return all(page, name).stream().filter(e -> List.of(e.getAttribute("class").split(" ")).contains(cssClass)).toList();
    }

    /// The JSON block.
    static String data(Document page) {
        return all(page, "script").stream().filter(s -> s.getAttribute("id").equals("data")).findFirst().orElseThrow().getTextContent();
    }
}
