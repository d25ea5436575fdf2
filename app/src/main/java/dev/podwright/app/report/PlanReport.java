package dev.podwright.app.report;

import dev.podwright.app.Show;
import dev.podwright.catalog.Pod;
import dev.podwright.fabric.Fabric;
import dev.podwright.model.Parameters;
import dev.podwright.plan.Deployment;
import dev.podwright.plan.Plan;
import dev.podwright.plan.PodPlan;
import dev.podwright.plan.Rejection;
import dev.podwright.scenario.Scenario;
import dev.podwright.serving.Batches;
import dev.podwright.step.Inventory;
import dev.podwright.units.Cost;
import dev.podwright.workload.Lengths;
import dev.podwright.workload.Load;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// A serving plan as a page.
public final class PlanReport {
    private static final double BILLION = 1e9;
    /// Pods whose rooflines are drawn; more would bury the rest of the page.
    private static final int MOST_PICTURES = 6;

    private final Plan plan;
    private final List<BestOfPod> bests;
    private final Optional<BestOfPod> winner;

    private PlanReport(Plan plan) {
        this.plan = plan;
        this.bests = BestOfPod.of(plan);
        this.winner = bests.stream().filter(b -> plan.winner().filter(w -> w == b.pod()).isPresent()).findFirst();
    }

    public static Page of(Plan plan, Origin origin) {
        PlanReport report = new PlanReport(plan);
        List<Section> sections = new ArrayList<>();
        sections.add(report.answer());
        if (!report.bests.isEmpty()) {
            sections.add(PodComparison.section(plan, report.bests));
            sections.add(report.time());
            sections.add(report.rooflines());
            sections.add(Tradeoff.section(plan, report.bests));
            sections.add(report.memory());
            sections.add(report.layout());
        }
        sections.add(report.rejected());
        sections.add(report.assumptions());
        sections.add(origin.section(List.of(
                "Intervals are 90 % intervals of kernel and link times: how far such predictions missed rows they were not fitted to.",
                "Means of steady arrivals under vLLM (on Ascend its plugin), its fitted overheads counted. TTFT is counted without start bursts and front end.",
                "How well each kind of number met measurements stands in docs/accuracy.md; podwright validate repeats it.")));
        return new Page("plan", report.question(), report.lead(), sections);
    }

    private String question() {
        return "Serving %s".formatted(plan.scenario().model().id());
    }

    private String lead() {
        Scenario scenario = plan.scenario();
        Lengths lengths = scenario.demand().lengths();
        String load = switch (scenario.demand().load()) {
            case Load.Rate rate -> Data.counted(rate.perSecond()) + " requests a second";
            case Load.Concurrency c -> Data.counted(c.inFlight()) + " requests in flight";
            case Load.Saturating _ -> "as many requests as the chips can serve";
        };
        String cached = lengths.cached() > 0 ? " (%s of them cached)".formatted(Data.counted(lengths.cached())) : "";
        return "%s B parameters, %s B per token; %s, %s tokens in%s and %s out. %s".formatted(Show.number(Parameters.total(scenario.model()) / BILLION),
                Show.number(Parameters.active(scenario.model()) / BILLION), load, Data.counted(lengths.input()), cached, Data.counted(lengths.output()), plan.reason());
    }

    private Section answer() {
        List<Block> blocks = new ArrayList<>();
        if (winner.isPresent()) {
            blocks.add(new Block.Cards(PlanHeadline.cards(plan, winner.get())));
            blocks.addAll(RequestKinds.of(plan.scenario().demand(), winner.get().option()));
        } else {
            blocks.add(new Block.Cards(List.of(new Card("Answer", "none", "", "", "No pod meets the demand. What comes nearest:"))));
            plan.pods().forEach(pod -> blocks.add(new Block.Part(pod.target().pod().name(), List.of(new Block.Points(pod.nearest().stream()
                    .map(n -> "%s %s: %s".formatted(n.candidate(), n.constraint().label(), n.detail())).toList())))));
        }
        return new Section("answer", "The answer", winner.map(w -> "The best way on %s, in numbers.".formatted(w.name())).orElse("Nothing meets the demand."), blocks);
    }

    private Section time() {
        List<Block> decode = List.of(
                new Block.Picture(StepBars.byPart("decode-parts", "Decode step by part", steps(b -> b.option().decodeStep()))),
                new Block.Picture(StepBars.byBound("decode-bounds", "Decode step by limit", steps(b -> b.option().decodeStep()))));
        List<Block> prompt = List.of(
                new Block.Picture(StepBars.byPart("prompt-parts", "One prompt by part", steps(b -> b.option().prefill()))),
                new Block.Picture(StepBars.byBound("prompt-bounds", "One prompt by limit", steps(b -> b.option().prefill()))));
        return new Section("time", "Where the time goes", "One decode step gives every sequence a token; one prompt gives a request its first. What they consist of, and what an ideal machine would need.",
                List.of(new Block.Part("A decode step at the operating point", List.of(new Block.Beside(decode))), new Block.Part("One prompt, alone", List.of(new Block.Beside(prompt)))));
    }

    private Map<String, Cost> steps(Function<BestOfPod, Cost> step) {
        Map<String, Cost> steps = new LinkedHashMap<>();
        bests.forEach(best -> steps.put(best.id(), step.apply(best)));
        return steps;
    }

    private Section rooflines() {
        List<Block> pictures = new ArrayList<>();
        for (BestOfPod best : bests.subList(0, Math.min(bests.size(), MOST_PICTURES))) {
            Map<String, Inventory> steps = new LinkedHashMap<>();
            steps.put("decode step", best.decodeStep());
            steps.put("prompt", best.prompt());
            pictures.add(new Block.Picture(RooflinePicture.of("roofline-" + pictures.size(), "%s: %s".formatted(best.id(), best.pod().site().rankChip().name()),
                    best.pod().site().rankChip(), steps)));
        }
        return new Section("roofline", "Operators under the roofs", RooflinePicture.READING, List.of(new Block.Beside(pictures)));
    }

    private Section memory() {
        MemoryBars bars = new MemoryBars();
        bests.forEach(best -> bars.add(best.id(), best.option().memory(), best.option().cachedSequences()));
        return new Section("memory", "Memory of a rank", "What the fullest rank that generates holds at the operating point; a tenth of the chip's memory is left to the runtime.",
                List.of(new Block.Picture(bars.figure("memory-bars", "Memory by use", "Weights stay; the key-value cache grows with sequences and their length; what is free is room for more of them."))));
    }

    private Section layout() {
        List<Block> blocks = new ArrayList<>();
        winner.ifPresent(best -> blocks.addAll(layout(best)));
        bests.stream().filter(best -> winner.isEmpty() || best != winner.get())
                .forEach(best -> blocks.add(new Block.Folded("The layout on " + best.name(), layout(best))));
        return new Section("layout", "The layout on the pod's levels", "Who sits beside whom, and which exchange has to cross which level. Ranks are drawn as if each pool began at the pod's first rank.", blocks);
    }

    private List<Block> layout(BestOfPod best) {
        List<Block> blocks = new ArrayList<>();
        Pod pod = best.pod().site().pod();
        Fabric fabric = best.pod().site().fabric();
        switch (best.option().deployment()) {
            case Deployment.Aggregated d -> blocks.add(new Block.Drawing(ServingSeats.of(best.name(), pod, fabric, d.layout(), d.replicas())));
            case Deployment.Disaggregated d -> {
                blocks.add(new Block.Drawing(ServingSeats.of(best.name() + ", decode pool", pod, fabric, d.decode(), d.decodeReplicas())));
                blocks.add(new Block.Drawing(ServingSeats.of(best.name() + ", prefill pool", pod, fabric, d.prefill(), d.prefillReplicas())));
            }
        }
        blocks.add(new Block.Rows(Exchanges.of("Exchanges of a decode step (%s)".formatted(best.decode()), best.decodeStep(), best.pod().site().fabric(), best.option().decodeStep().seconds())));
        double prompt = best.pod().site().served(best.prefill()).price(Batches.prompt(plan.scenario().demand().requests())).seconds();
        blocks.add(new Block.Rows(Exchanges.of("Exchanges of a prompt's step (%s)".formatted(best.prefill()), best.prompt(), best.pod().site().fabric(), prompt)));
        blocks.addAll(NetworkPictures.folded(pod));
        return blocks;
    }

    private Section rejected() {
        List<List<String>> rows = new ArrayList<>();
        for (PodPlan pod : plan.pods()) {
            for (Rejection.Summary out : pod.rejections()) {
                rows.add(List.of(pod.target().pod().id(), Show.count(out.count()), out.constraint().label(), out.nearest().candidate(), out.nearest().detail()));
            }
        }
        plan.unfit().forEach(u -> rows.add(List.of(u.target().pod().id(), "all", "cannot be planned", u.reason(), u.mend())));
        List<Block> blocks = new ArrayList<>();
        blocks.add(rows.isEmpty() ? new Block.Text("Nothing was rejected.")
                : new Block.Rows(new Table("Rejected candidates by reason", List.of("pod", "candidates", "why", "the nearest of them", "by how much it misses"), rows)));
        int looked = plan.pods().stream().mapToInt(PodPlan::candidates).sum();
        return new Section("rejected", "What was rejected, and why", "%s layouts of replicas and pools were looked at; these are out.".formatted(Show.count(looked)), blocks);
    }

    private Section assumptions() {
        List<Block> blocks = new ArrayList<>();
        for (PodPlan pod : plan.pods()) {
            List<String> sentences = new ArrayList<>();
            sentences.add("Precision %s: %s.".formatted(pod.site().quantization().label(), pod.site().precision().reason()));
            sentences.addAll(pod.site().assumptions(pod.target().pod()));
            blocks.add(new Block.Part(pod.target().pod().name(), List.of(new Block.Points(sentences))));
        }
        List<String> remarks = new ArrayList<>(plan.scenario().model().remarks());
        remarks.addAll(plan.scenario().demand().requests().remarks());
        if (!remarks.isEmpty()) {
            blocks.add(new Block.Part("The model and its requests", List.of(new Block.Points(remarks))));
        }
        return new Section("assumptions", "Assumptions", "What no source says and these numbers rest on.", blocks);
    }
}
