package dev.podwright.app.report;

import dev.podwright.app.Show;
import dev.podwright.survey.ByteSizes;
import dev.podwright.survey.OperationNames;
import dev.podwright.survey.Point;
import dev.podwright.survey.Series;
import dev.podwright.survey.Survey;
import dev.podwright.survey.Surveyed;
import dev.podwright.survey.Timing;
import dev.podwright.units.Bound;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Times of exchanges on networks as a page: what they take, how the networks look and where they are busy, sweeps over sizes, logs over them, faults.
public final class NetworkReport {
    private final Survey survey;

    private NetworkReport(Survey survey) {
        this.survey = survey;
    }

    public static Page of(Survey survey, Origin origin) {
        NetworkReport report = new NetworkReport(survey);
        NetworkSweep sweep = new NetworkSweep(survey);
        List<Section> sections = new ArrayList<>();
        if (report.asked()) {
            sections.add(report.answer());
        }
        sections.add(report.topology());
        if (survey.systems().stream().anyMatch(NetworkPictures::flows)) {
            sections.add(report.heat());
        }
        if (report.asked()) {
            sections.add(sweep.section());
        }
        if (!survey.measured().isEmpty()) {
            sections.add(NetworkLogs.section(survey));
        }
        NetworkFaults.section(survey).ifPresent(sections::add);
        NetworkFlows.section(survey).ifPresent(sections::add);
        sections.add(report.assumptions());
        sections.add(origin.section(report.limits()));
        return new Page("network", report.title(), report.lead(), sections);
    }

    /// Whether sizes were asked about, not logs or flows alone.
    private boolean asked() {
        return survey.systems().stream().anyMatch(s -> !s.series().isEmpty());
    }

    private String title() {
        return "Network: " + survey.systems().stream().map(s -> s.subject().id()).collect(Collectors.joining(", "));
    }

    private String lead() {
        String systems = survey.systems().stream().map(s -> "%s with %s ranks".formatted(s.subject().pod().map(p -> p.name()).orElse(s.subject().id()), Show.count(s.subject().ranks())))
                .collect(Collectors.joining("; "));
        return systems + (survey.condition().sound() ? "; as built." : "; as built and with " + survey.condition().words() + ".");
    }

    private Section answer() {
        List<Card> cards = new ArrayList<>();
        for (Surveyed system : survey.systems()) {
            system.series().forEach(series -> cards.add(card(system, series)));
        }
        return new Section("answer", "The answer", "The largest size of each operation%s.".formatted(survey.condition().sound() ? "" : ", under the condition"), List.of(new Block.Cards(cards)));
    }

    private Card card(Surveyed system, Series series) {
        Point point = series.points().getLast();
        Timing timing = point.asked();
        boolean exact = timing.seconds().low() == timing.seconds().high();
        String label = "%s%s of %s".formatted(survey.systems().size() > 1 ? system.subject().id() + ": " : "", OperationNames.of(series.operation()), ByteSizes.show(point.bytes()));
        String slower = point.conditioned().isPresent() ? " %sx as long as on the sound network (%s).".formatted(Show.number(point.slowdown()), Show.seconds(point.sound().seconds().value())) : "";
        String limit = "Limited by %s%s.".formatted(NetworkSweep.limit(timing), timing.bound() == Bound.LATENCY || timing.link().isEmpty() ? "" : ", such as " + NetworkSweep.arrow(timing.link()));
        return new Card(label, Show.seconds(timing.seconds().value()), "",
                (exact ? "" : "%s to %s; ".formatted(Show.seconds(timing.seconds().low()), Show.seconds(timing.seconds().high()))) + "busbw %s GB/s".formatted(Show.number(timing.busBandwidth() / NetworkSweep.GIGA)),
                "%s %s of what the ports could do, by %s.%s".formatted(limit, Show.percent(timing.shareOfBound()), timing.algorithm(), slower));
    }

    private Section topology() {
        List<Block> blocks = new ArrayList<>();
        survey.systems().forEach(system -> blocks.addAll(NetworkPictures.topology(system)));
        return new Section("topology", "The network", "Drawn from its cards, switches and cables; of what is alike a few are drawn, and the counts are true.", blocks);
    }

    private Section heat() {
        List<Block> blocks = new ArrayList<>();
        survey.systems().forEach(system -> blocks.addAll(NetworkPictures.heat(system, survey.systems().size() > 1)));
        return new Section("heat", "How busy the links are", "Share of the time of the exchange for which each link is busy; of the two directions of a cable the busier one.", blocks);
    }

    private Section assumptions() {
        List<Block> blocks = new ArrayList<>();
        for (Surveyed system : survey.systems()) {
            Set<String> sentences = new LinkedHashSet<>(system.notes());
            sentences.addAll(system.subject().wired().assumptions());
            system.subject().pod().ifPresent(pod -> sentences.addAll(pod.assumptions()));
            if (!sentences.isEmpty()) {
                blocks.add(new Block.Part(system.subject().id(), List.of(new Block.Points(List.copyOf(sentences)))));
            }
        }
        if (blocks.isEmpty()) {
            blocks.add(new Block.Text("None: everything that counts here was given."));
        }
        return new Section("assumptions", "Assumptions", "What was assumed because it is not published or not given.", blocks);
    }

    private List<String> limits() {
        List<String> limits = new ArrayList<>(List.of("Bandwidths are of one direction; GB are 10^9 bytes; sizes are counted as nccl-tests counts them.",
                "busbw is bytes over seconds times what the port of each rank passes per byte, so that it can be held against the port whatever the operation."));
        if (survey.systems().stream().anyMatch(s -> s.subject().rankChip().isPresent())) {
            limits.add("Intervals are 90 % intervals of the calibration; what a condition changes is computed with flows on the network that is drawn.");
        }
        return limits;
    }
}
