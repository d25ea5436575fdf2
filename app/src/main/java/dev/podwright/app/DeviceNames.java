package dev.podwright.app;

import dev.podwright.catalog.Catalog;
import dev.podwright.catalog.Chip;
import dev.podwright.document.InputException;
import dev.podwright.profile.Profile;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Which chips of the catalogue a profiler's name of a device can mean: `NVIDIA H100 80GB HBM3`, `NVIDIA A100-SXM4-40GB`, `Ascend910B2`.
record DeviceNames(Catalog catalog) {
    private static final String ASCEND = "ascend";
    private static final String PCIE = "pcie";
    private static final String GIGABYTES = "gb";
    /// A chip known to be on another board weighs more against it than an unknown memory size.
    private static final int BOARD = 4;
    private static final int MEMORY = 2;

    /// Chips of the name's model, the likeliest first; none if the catalogue has no such model.
    List<Chip> chips(String device) {
        Set<String> words = words(device);
        return catalog.chips().stream().filter(chip -> chip.dies().isEmpty() && models(chip).anyMatch(words::contains))
                .sorted(Comparator.comparingInt((Chip chip) -> unlikeness(words, chip))).toList();
    }

    /// What to tell the reader of a profile said to be taken on `chip`; empty where all is well.
    ///
    /// @throws InputException if the profile names another model
    Optional<String> doubt(Profile profile, Chip chip, String from) {
        List<Chip> meant = chips(profile.device());
        if (profile.device().isBlank()) {
            return Optional.of("%s does not say what it was taken on; %s is taken as given.".formatted(profile.file(), from));
        }
        if (meant.isEmpty()) {
            return Optional.of("%s was taken on \"%s\", which the catalogue does not know; %s is taken as given.".formatted(profile.file(), profile.device(), from));
        }
        if (!meant.contains(chip)) {
            throw new InputException("%s was taken on \"%s\", not on %s.".formatted(profile.file(), profile.device(), from),
                    "Give what it was taken on: --from " + meant.stream().map(Chip::id).collect(Collectors.joining(" or --from ")) + ", or a pod of it.");
        }
        return meant.getFirst().equals(chip) || unlikeness(words(profile.device()), chip) <= unlikeness(words(profile.device()), meant.getFirst()) ? Optional.empty()
                : Optional.of("%s was taken on \"%s\", which is rather %s than %s.".formatted(profile.file(), profile.device(), meant.getFirst().id(), chip.id()));
    }

    /// The word of ids and aliases that names the model: `h100` of `h100-sxm`, `910b2` of `ascend-910b2`.
    private static Stream<String> models(Chip chip) {
        return Stream.concat(Stream.of(chip.id()), chip.aliases().stream()).map(id -> id.toLowerCase(Locale.ROOT))
                .map(id -> id.startsWith(ASCEND + "-") ? id.substring(ASCEND.length() + 1) : id.split("-")[0]);
    }

    private static int unlikeness(Set<String> words, Chip chip) {
        List<String> parts = Arrays.asList(chip.id().split("-"));
        int board = words.contains(PCIE) == parts.contains(PCIE) ? 0 : BOARD;
        Set<String> sizes = parts.stream().filter(p -> p.matches("\\d+")).collect(Collectors.toSet());
        boolean said = words.stream().anyMatch(w -> w.matches("\\d+" + GIGABYTES));
        boolean same = sizes.stream().anyMatch(s -> words.contains(s + GIGABYTES));
        return board + (said && !sizes.isEmpty() && !same ? MEMORY : 0);
    }

    private static Set<String> words(String device) {
        return new LinkedHashSet<>(Arrays.asList(device.toLowerCase(Locale.ROOT).replace(ASCEND, ASCEND + " ").split("[^a-z0-9]+")));
    }
}
