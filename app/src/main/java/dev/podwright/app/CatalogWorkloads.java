package dev.podwright.app;

import dev.podwright.workload.Basis;
import dev.podwright.workload.ImageUse;
import dev.podwright.workload.NamedWorkload;
import dev.podwright.workload.NamedWorkloads;
import dev.podwright.workload.TokenCount;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `podwright catalog workloads`: the named workloads with their lengths.
@Command(name = "workloads", description = "Lists the named workloads of --workload and --mix, and how far their figures can be trusted.")
final class CatalogWorkloads implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        Table table = new Table("workload", "use", "tokens in: mean", "p50", "p90", "out: mean", "p50", "p90", "cached", "images");
        for (NamedWorkload w : NamedWorkloads.all()) {
            table.row(w.name(), w.use(), mean(w.input()), median(w.input()), p90(w.input()), mean(w.output()), median(w.output()), p90(w.output()),
                    marked(Show.number(100 * w.cached().value()) + " %", w.cached().basis()), w.images().map(CatalogWorkloads::images).orElse("-"));
        }
        out.print(table);
        out.println("%s is a mix of equal numbers of requests of the seven named after a capability; --mix weights it.".formatted(NamedWorkloads.ALL_SEVEN));
        out.println("Figures are computed from published traces; p marks those printed by their source, e estimates. Sources: docs/workloads.md.");
        return 0;
    }

    private static String mean(TokenCount tokens) {
        return marked(Show.number(tokens.mean().value()), tokens.mean().basis());
    }

    private static String median(TokenCount tokens) {
        return tokens.law().map(law -> marked(Show.number(law.median()), law.basis())).orElse("-");
    }

    private static String p90(TokenCount tokens) {
        return tokens.law().map(law -> marked(Show.number(law.p90()), law.basis())).orElse("-");
    }

    private static String images(ImageUse images) {
        return "%s of %dx%d".formatted(marked(Show.number(images.perRequest().value()), images.perRequest().basis()), images.wide(), images.high())
                + mark(images.basis());
    }

    private static String marked(String number, Basis basis) {
        return number + mark(basis);
    }

    private static String mark(Basis basis) {
        return switch (basis) {
            case COMPUTED -> "";
            case PUBLISHED -> " p";
            case ESTIMATE -> " e";
        };
    }
}
