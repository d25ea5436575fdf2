package dev.podwright.validation.judge;
import dev.podwright.calibration.Calibration;
import dev.podwright.catalog.Catalog;
import dev.podwright.validation.Evidence;
import java.nio.file.Path;
import java.util.*;
public final class Try {
    public static void main(String[] a) {
        long t = System.nanoTime();
        Set<Kind> kinds = a.length == 1 ? EnumSet.allOf(Kind.class) : EnumSet.copyOf(Arrays.stream(a).skip(1).map(k -> Kind.of(k).orElseThrow()).toList());
        Verdict v;
        try { v = new Judge(Catalog.bundled(), Calibration.bundled(), r -> false).judge(new Evidence(Path.of(a[0])), kinds, r -> {}); }
        catch (dev.podwright.document.InputException e) { System.out.println(e.getMessage() + " " + e.mend()); return; }
        v.groups().forEach((g, s) -> System.out.println(g.op() + " " + g.chip() + " " + g.framework() + " " + g.metric().label() + ": " + show(s)));
        v.totals().forEach((g, s) -> System.out.println(g + ": " + show(s)+ " " + s.insufficient() + " " + s.unpredicted()));
        System.out.println(v.absent()); System.out.println(v.unread()); System.out.println(v.warm()); System.out.println(v.noise());
        v.worst().forEach((k, l) -> l.forEach(r -> System.out.println(r.id() + " " + r.measured() + " " + ((Outcome.Predicted) r.outcome()).interval())));
        System.out.println((System.nanoTime() - t) / 1e9 + " s");
    }
    static String show(Score s) {
        return s.rows() + " ins " + s.insufficientRows() + " unp " + s.unpredictedRows() + s.accuracy().map(x -> String.format(" bias %.1f med %.1f p90 %.1f cov %.2f hw %.2f", 100*x.bias(), 100*x.median(), 100*x.p90(), x.coverage(), x.halfWidth())).orElse("");
    }
}
