package dev.podwright.app;

import dev.podwright.catalog.Catalog;
import dev.podwright.catalog.Finding;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `podwright catalog check`: what cannot be predicted for want of a figure; of all entries, also what is known of Ascend's software.
@Command(name = "check", description = {"Lists what cannot be predicted, and which figure is missing.",
    "Without ID, also what of the knowledge of Ascend's software was read, from where, and what is not established."})
final class CatalogCheck implements Callable<Integer> {
    @Parameters(paramLabel = "ID", arity = "0..1", description = "Only this chip or pod.")
    private String id;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Mixin
    private CatalogOptions options;

    @Mixin
    private KnowledgeOptions knowledge;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Catalog catalog = options.catalog();
        List<Finding> findings = id == null ? catalog.check() : catalog.check(id);
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            Map<String, Object> answer = Fields.given("findings", findings.stream().map(CatalogCheck::row).toList());
            if (id == null) {
                answer.put("knowledge", KnowledgeText.json(knowledge.knowledge()));
            }
            out.print(Json.text(answer));
        } else {
            if (findings.isEmpty()) {
                out.println("Nothing is missing.");
            } else {
                new CatalogText(out).findings(findings);
            }
            if (id == null) {
                new KnowledgeText(out).print(knowledge.knowledge());
            }
        }
        return 0;
    }

    private static Map<String, Object> row(Finding finding) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("entry", finding.entry());
        row.put("missing", finding.missing());
        row.put("blocks", finding.blocks());
        row.put("consequence", finding.consequence());
        return row;
    }
}
