package dev.podwright.app.report;

import dev.podwright.app.Breakdown;
import dev.podwright.app.Show;
import dev.podwright.model.Batch;
import dev.podwright.plan.Site;
import dev.podwright.plan.StepQuestion;
import dev.podwright.step.Inventory;
import dev.podwright.units.Bound;
import dev.podwright.units.Cost;
import dev.podwright.units.Unit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// One step of a serving replica as a page.
public final class ExplainReport {
    private final Site site;
    private final StepQuestion.Answer answer;
    private final String step;
    private final Inventory inventory;
    private final double sequences;

    private ExplainReport(Site site, Batch batch, StepQuestion.Answer answer) {
        this.site = site;
        this.answer = answer;
        this.step = batch.decodeSequences() > 0 ? "decode step" : "prefill step";
        this.inventory = site.step(answer.layout()).inventory(batch);
        this.sequences = batch.decodeSequences() + batch.prefillSequences();
    }

    public static Page of(Site site, Batch batch, StepQuestion.Answer answer, Origin origin) {
        ExplainReport report = new ExplainReport(site, batch, answer);
        String title = "A %s of %s on %s".formatted(report.step, site.model().id(), site.pod().name());
        double context = Math.max(batch.decodeContext(), batch.prefillContext());
        String lead = "%s, %s sequence%s of %s tokens on every attention group, %s%s.".formatted(site.quantization().label(), Data.counted(report.sequences),
                report.sequences == 1 ? "" : "s", Data.counted(context), answer.layout(), answer.chosen() ? ", the layout with most tokens per second and card that fits" : "");
        return new Page("explain", title, lead, List.of(report.headline(), report.parts(), report.roofline(), report.memory(), report.layout(), report.assumptions(),
                origin.section(List.of("Intervals are 90 % intervals of kernel and link times: how far such predictions missed rows they were not fitted to.",
                        "A leaf marked as borrowed or not measured rests on another chip or kind of operator; its interval is wider for it.",
                        "One step on the fullest rank, without the host's time between steps."))));
    }

    private Section headline() {
        Cost cost = answer.cost();
        Map.Entry<Bound, Double> bound = Breakdown.byBound(cost).entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow();
        double used = answer.memory().fixedBytes() + answer.memory().cachePerSequence() * sequences * answer.layout().pipeline();
        List<Card> cards = List.of(
                new Card("One " + step, Show.number(cost.seconds() * 1e3), "ms", PlanHeadline.span(cost.interval().times(1e3)), "From its first operator to its last, on one rank."),
                new Card("Throughput of a card", Show.number(answer.tokensPerSecondPerChip()), "tokens/s", PlanHeadline.span(cost.interval().under(cost.seconds() * answer.tokensPerSecondPerChip())),
                        "Tokens that pass the model per second, if such steps follow each other."),
                new Card("Ideal machine", Show.percent(cost.seconds() == 0 ? 0 : cost.ideal() / cost.seconds()), "of the time", "",
                        "Would do the same at peak FLOP/s and full bandwidth, without overhead, in %s.".formatted(Show.seconds(cost.ideal()))),
                new Card("Largest limit", bound.getKey().label(), "", "", "Limits %s of the time.".formatted(Show.percent(cost.seconds() == 0 ? 0 : bound.getValue() / cost.seconds()))),
                new Card("Layout", answer.layout().label(), "", "%s ranks of %s".formatted(Data.counted(answer.layout().ranks()), Data.counted(site.pod().ranks())),
                        answer.chosen() ? "Of all that fit, the one with most tokens per second and card." : "As asked."),
                new Card("Memory of a rank", Show.number(Unit.GIB.fromSi(used)), "GiB", "", "Of %s GiB that the engine may use.".formatted(Show.number(Unit.GIB.fromSi(answer.memory().usable())))));
        return new Section("answer", "The answer", "What the step takes, and what stands in its way.", List.of(new Block.Cards(cards)));
    }

    private Section parts() {
        Cost cost = answer.cost();
        Map<String, Cost> one = new LinkedHashMap<>();
        one.put(step, cost);
        List<List<String>> rows = new ArrayList<>();
        for (Cost leaf : cost.leaves()) {
            if (leaf.seconds() > 0) {
                rows.add(List.of(leaf.name(), Data.counted(leaf.times()), Show.interval(leaf.interval().times(1e6)), Show.number(leaf.total() * 1e3),
                        Show.percent(leaf.total() / cost.seconds()), leaf.bound().label(), Show.percent(leaf.ideal() / leaf.seconds()), leaf.why()));
            }
        }
        Table leaves = new Table("The parts of the step, in the order they run", List.of("part", "times", "us each (90 %)", "ms in all", "share", "limit", "ideal", "where the number comes from"), rows);
        return new Section("parts", "Where the time goes", "The step from the whole to its parts: each as wide as its share.",
                List.of(new Block.Picture(Icicle.of("step-tree", "The step and its parts", cost)),
                        new Block.Beside(List.of(new Block.Picture(StepBars.byPart("step-parts", "By part", one)), new Block.Picture(StepBars.byBound("step-bounds", "By limit", one)))),
                        new Block.Rows(leaves)));
    }

    private Section roofline() {
        Map<String, Inventory> one = new LinkedHashMap<>();
        one.put(step, inventory);
        return new Section("roofline", "Operators under the roofs", RooflinePicture.READING,
                List.of(new Block.Picture(RooflinePicture.of("step-roofline", site.rankChip().name(), site.rankChip(), one))));
    }

    private Section memory() {
        MemoryBars bars = new MemoryBars().add(site.pod().id(), answer.memory(), sequences * answer.layout().pipeline());
        return new Section("memory", "Memory of a rank", "What the fullest rank holds during the step; a tenth of the chip's memory is left to the runtime.",
                List.of(new Block.Picture(bars.figure("memory-bars", "Memory by use", "What is free is room for more sequences or longer ones."))));
    }

    private Section layout() {
        List<Block> blocks = new ArrayList<>(List.of(new Block.Drawing(ServingSeats.of(site.pod().name(), site.pod(), site.fabric(), answer.layout(), 1)),
                new Block.Rows(Exchanges.of("Exchanges of the step", inventory, site.fabric(), answer.cost().seconds()))));
        blocks.addAll(NetworkPictures.folded(site.pod()));
        return new Section("layout", "The layout on the pod's levels", "Who sits beside whom, and which exchange has to cross which level.", blocks);
    }

    private Section assumptions() {
        List<String> sentences = new ArrayList<>();
        sentences.add("Precision %s: %s.".formatted(site.quantization().label(), site.precision().reason()));
        sentences.addAll(site.assumptions(site.pod()));
        sentences.addAll(site.model().remarks());
        return new Section("assumptions", "Assumptions", "What no source says and these numbers rest on.", List.of(new Block.Points(sentences)));
    }
}
