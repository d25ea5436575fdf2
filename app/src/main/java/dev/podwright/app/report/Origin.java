package dev.podwright.app.report;

import java.util.ArrayList;
import java.util.List;

/// What a page was made with and how to make it again.
///
/// @param catalog hash of the catalogue
/// @param calibration hash of the calibration
/// @param calibrationDate when it was made, empty if none was used
/// @param arguments of the command line
/// @param scenario as YAML, empty where the command line says everything
public record Origin(String version, String catalog, String calibration, String calibrationDate, List<String> arguments, String scenario) {
    private static final String PLAIN = "[-A-Za-z0-9_./,:=+@%]+";

    Section section(List<String> limits) {
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Block.Rows(new Table("What the numbers were made with", List.of("part", "version"), List.of(
                List.of("podwright", version), List.of("catalogue of chips, pods and prices", catalog),
                List.of("calibration", calibrationDate.isEmpty() ? calibration : calibration + " of " + calibrationDate)))));
        blocks.add(new Block.Part("How far to trust them", List.of(new Block.Points(limits))));
        blocks.add(new Block.Code("The same page again", command()));
        if (!scenario.isEmpty()) {
            blocks.add(new Block.Code("The scenario", scenario.stripTrailing()));
        }
        return new Section("origin", "Provenance and limits", "The same input gives the same page, byte by byte.", blocks);
    }

    private String command() {
        StringBuilder line = new StringBuilder("podwright");
        arguments.forEach(argument -> line.append(' ').append(argument.matches(PLAIN) ? argument : "'" + argument.replace("'", "'\\''") + "'"));
        return line.toString();
    }
}
