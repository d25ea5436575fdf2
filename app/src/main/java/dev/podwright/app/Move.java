package dev.podwright.app;

import dev.podwright.app.MoveOptions.Place;
import dev.podwright.catalog.Catalog;
import dev.podwright.catalog.Chip;
import dev.podwright.document.InputException;
import dev.podwright.document.Node;
import dev.podwright.knowledge.support.Support;
import dev.podwright.migration.Question;
import dev.podwright.plan.Subject;
import dev.podwright.profile.Profile;
import dev.podwright.scenario.PrecisionWish;
import dev.podwright.scenario.Scenario;
import dev.podwright.scenario.ScenarioReader;
import dev.podwright.scenario.TrainingQuestion;
import dev.podwright.scenario.TrainingScenarioReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/// What a command line of `migrate` asks.
///
/// @param scenario that the options make; none if no model moves
/// @param notes what was assumed in reading it, full sentences
record Move(Question question, Optional<Node> scenario, List<String> notes) {

    static Move of(CommandSpec spec, MoveOptions options, MovedWorkload workload, MovedProfile profiled, Catalog catalog, Support support) {
        boolean example = options.silent() && workload.silent() && !profiled.given();
        if (!example && workload.silent() && !profiled.given()) {
            throw new InputException("Neither a model nor a profile is named: nothing moves.", "Such as --model deepseek-r1, or --profile trace.json.gz.");
        }
        List<String> features = options.features();
        String release = options.release(support);
        boolean asked = workload.asksForTraining();
        List<Place> places = workload.places(example, asked);
        // Before a profile is read, which may take seconds.
        List<Subject> to = options.to(places, catalog).stream().map(p -> MoveOptions.subject(p, catalog)).toList();
        Optional<Place> named = options.from(places, catalog);
        named.ifPresent(p -> MoveOptions.subject(p, catalog));
        if (named.isEmpty() && !profiled.given()) {
            throw new InputException("Nothing says where it runs now.", "Such as --from h800-8.");
        }

        List<String> notes = new ArrayList<>(workload.unused());
        Optional<MovedProfile.Chosen> chosen = profiled.read();
        chosen.ifPresent(c -> notes.addAll(c.notes()));
        Optional<Profile> profile = chosen.map(MovedProfile.Chosen::profile);
        Place source = named.orElseGet(() -> inferred(profile.orElseThrow(), catalog, notes));
        Subject from = workload.silent() && !example ? MoveOptions.subject(source, catalog) : asMany(source, to, catalog, notes);
        profile.flatMap(p -> new DeviceNames(catalog).doubt(p, from.rankChip(), source.id())).ifPresent(notes::add);

        boolean shown = !asked && profile.filter(MovedProfile::trains).isPresent();
        if (shown) {
            notes.add("The profile goes backward: it is read as training.");
        }
        boolean trained = asked || shown;
        Optional<Node> scenario = workload.document(spec, trained, example, source, catalog.findPod(source.id()).isEmpty());
        Question.Purpose purpose = trained ? Question.Purpose.TRAINING : Question.Purpose.SERVING;
        if (scenario.isEmpty()) {
            return new Move(new Question(Optional.empty(), PrecisionWish.NONE, Optional.empty(), purpose, profile, from, to, release, features), scenario, notes);
        }
        if (trained) {
            TrainingQuestion training = new TrainingScenarioReader(catalog).read(scenario.get());
            training.defaults().forEach(d -> notes.add("Assumed: %s.".formatted(d)));
            return new Move(new Question(Optional.of(training.scenario().model()), PrecisionWish.NONE, Optional.empty(), Optional.of(training.scenario()), purpose, profile, from, to,
                    release, features), scenario, notes);
        }
        Scenario serving = new ScenarioReader(catalog).read(scenario.get());
        return new Move(new Question(Optional.of(serving.model()), serving.precision(), Optional.of(serving.demand()), purpose, profile, from, to, release, features), scenario, notes);
    }

    /// The source with as many cards as the smallest target, where nobody said how many: a job that moves to a pod seldom runs on one server.
    private static Subject asMany(Place source, List<Subject> to, Catalog catalog, List<String> notes) {
        Subject from = MoveOptions.subject(source, catalog);
        int cards = to.stream().mapToInt(t -> t.pod().chips()).min().orElse(0);
        if (source.chips().isPresent() || cards <= from.pod().chips() || catalog.findPod(source.id()).isEmpty()) {
            return from;
        }
        try {
            Subject grown = MoveOptions.subject(new Place(source.id(), Optional.of(cards)), catalog);
            notes.add("%s is joined to %s cards, as many as %s has; --chips sets another number for both sides.".formatted(source.id(), Show.count(cards),
                    to.size() == 1 ? to.getFirst().id() : "the smallest target"));
            return grown;
        } catch (InputException cannotGrow) {
            return from;
        }
    }

    private static Place inferred(Profile profile, Catalog catalog, List<String> notes) {
        List<Chip> meant = new DeviceNames(catalog).chips(profile.device());
        if (meant.isEmpty()) {
            throw new InputException("%s does not say what it was taken on%s.".formatted(profile.file(), profile.device().isBlank() ? "" : " in words that the catalogue knows: \"" + profile.device() + "\""),
                    "Say with --from, such as --from h100-sxm.");
        }
        notes.add("Taken on \"%s\": read as --from %s.".formatted(profile.device(), meant.getFirst().id()));
        return new Place(meant.getFirst().id(), Optional.empty());
    }
}
