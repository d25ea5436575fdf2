package dev.podwright.app.report;

import dev.podwright.app.StrainText;
import dev.podwright.plan.Plan;
import dev.podwright.plan.Strain;
import dev.podwright.plan.TrainingPlan;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What the condition of the fabric costs, on a page.
public final class StrainSection {
    private StrainSection() {}

    /// The page with this section behind its answer; as it is where all fabrics are as built.
    ///
    /// @param strains by the name of the system
    public static Page on(Page page, Map<String, Strain> strains) {
        if (strains.isEmpty()) {
            return page;
        }
        List<Section> sections = new ArrayList<>(page.sections());
        sections.add(Math.min(1, sections.size()), section(strains));
        return new Page(page.kind(), page.title(), page.lead(), sections);
    }

    public static Map<String, Strain> ofServing(Plan plan) {
        Map<String, Strain> strains = new LinkedHashMap<>();
        plan.pods().forEach(p -> p.strain().ifPresent(s -> strains.put(p.target().pod().name(), s)));
        return strains;
    }

    public static Map<String, Strain> ofTraining(TrainingPlan plan) {
        Map<String, Strain> strains = new LinkedHashMap<>();
        plan.pods().forEach(p -> p.strain().ifPresent(s -> strains.put(p.target().pod().name(), s)));
        return strains;
    }

    private static Section section(Map<String, Strain> strains) {
        List<Block> blocks = new ArrayList<>();
        strains.forEach((name, strain) -> blocks.add(new Block.Part(name, blocks(strain))));
        String condition = strains.values().iterator().next().condition().words();
        return new Section("condition", "The condition of the fabric", "%s: what it leaves, and what it costs against the fabric as built.".formatted(condition), blocks);
    }

    private static List<Block> blocks(Strain strain) {
        List<Block> blocks = new ArrayList<>();
        if (!strain.sentences().isEmpty()) {
            blocks.add(new Block.Points(strain.sentences()));
        }
        blocks.add(new Block.Rows(new Table("As built and under the condition", List.of("figure", "as built", "now", "change"), strain.figures().stream()
                .map(f -> List.of(f.what(), StrainText.value(f.kind(), f.before()), StrainText.value(f.kind(), f.after()), StrainText.change(f))).toList())));
        return blocks;
    }
}
