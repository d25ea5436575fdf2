package dev.podwright.validation;

import dev.podwright.calibration.Calibration;
import dev.podwright.calibration.CollectiveFit;
import dev.podwright.calibration.ExchangeResiduals;
import dev.podwright.calibration.ModuleFit;
import dev.podwright.calibration.OperatorClass;
import dev.podwright.calibration.SeenRows;
import dev.podwright.catalog.Chip;
import dev.podwright.document.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/// Makes a [Calibration] from a folder of evidence. The same folder gives the same calibration, byte for byte.
public final class Calibrator {
    /// Chips whose evidence does not name the bin, and the bin that its fastest rows fit.
    private static final Map<String, String> BINS = Map.of("ascend-910b", "ascend-910b2");
    private static final int HASH_DIGITS = 16;

    private final Function<String, Chip> chips;

    /// @param chips finds a chip of the catalogue by id
    public Calibrator(Function<String, Chip> chips) {
        this.chips = chips;
    }

    /// @param date what the calibration says of when it was made
    /// @param collectives fits of collectives, made elsewhere
    /// @throws InputException if the folder or a table in it cannot be read
    public Calibration calibrate(Evidence evidence, String date, List<CollectiveFit> collectives) {
        return calibrate(evidence, date, collectives, ExchangeResiduals.NONE, new SeenRows.Builder());
    }

    /// @param exchanges what measured exchanges show beyond `collectives`
    /// @param seen the rows that other fits were made from; those of operators are added to it
    public Calibration calibrate(Evidence evidence, String date, List<CollectiveFit> collectives, ExchangeResiduals exchanges, SeenRows.Builder seen) {
        Map<Subject, List<Sample>> samples = new TreeMap<>();
        Map<String, Chip> known = new HashMap<>();
        MessageDigest digest = sha();
        Map<ModuleFit.Subject, List<Row>> blocks = new TreeMap<>(ModuleFitter.ORDER);
        read(evidence.part("kernels"), samples, blocks, known, digest, seen);
        if (!collectives.isEmpty()) {
            Evidence.entries(evidence.part("collectives")).stream().filter(Calibrator::isTable).forEach(file -> digest.update(bytes(file)));
        }
        if (samples.isEmpty()) {
            throw new InputException("%s: kernels/ holds no table of measured operators.".formatted(evidence.root()),
                    "Tables stand in one folder per chip, such as kernels/h200-sxm/gemm.csv.");
        }
        Map<OperatorClass, FoldPlan> plans = plans(samples);
        List<KernelFitter.Fitted> fitted = new ArrayList<>();
        samples.forEach((subject, rows) ->
                fitted.addAll(new KernelFitter(subject, known.get(subject.chip()), plans.get(subject.operator())).fit(rows)));
        String hash = HexFormat.of().formatHex(digest.digest()).substring(0, HASH_DIGITS);
        Calibration operators = new Calibration(date, hash, fitted.stream().map(KernelFitter.Fitted::fit).toList(), new TransferExperiment(fitted, known).run(), collectives)
                .withCrossValidations(new CrossValidator(samples, fitted, known).run()).with(exchanges).with(DependenceFit.alike(fitted)).with(seen.build());
        return operators.withModules(new ModuleFitter(operators, List.copyOf(known.values())).fit(blocks));
    }

    private static Map<OperatorClass, FoldPlan> plans(Map<Subject, List<Sample>> samples) {
        Map<OperatorClass, List<List<Sample>>> tables = new EnumMap<>(OperatorClass.class);
        samples.forEach((subject, rows) ->
                tables.computeIfAbsent(subject.operator(), o -> new ArrayList<>()).addAll(KernelFitter.tables(rows).values()));
        Map<OperatorClass, FoldPlan> plans = new EnumMap<>(OperatorClass.class);
        tables.forEach((operator, all) -> plans.put(operator, new FoldPlan(all)));
        return plans;
    }

    private void read(Path kernels, Map<Subject, List<Sample>> samples, Map<ModuleFit.Subject, List<Row>> blocks,
                      Map<String, Chip> known, MessageDigest digest, SeenRows.Builder seen) {
        for (Path folder : Evidence.entries(kernels)) {
            if (Files.isDirectory(folder)) {
                String name = folder.getFileName().toString();
                Chip chip = chips.apply(BINS.getOrDefault(name, name));
                known.put(chip.id(), chip);
                for (Path file : Evidence.entries(folder)) {
                    if (KernelRows.TABLES.contains(table(file))) {
                        digest.update(bytes(file));
                        read(file, chip, samples, seen);
                    } else if (ModuleRows.TABLES.contains(table(file))) {
                        digest.update(bytes(file));
                        for (Row row : Table.read(file).rows()) {
                            blocks.computeIfAbsent(ModuleRows.subject(table(file), chip.id(), row), s -> new ArrayList<>()).add(row);
                            seen.add(RowHash.of(row));
                        }
                    }
                }
            }
        }
    }

    private static boolean isTable(Path file) {
        return file.toString().endsWith(".csv") || file.toString().endsWith(".csv.gz");
    }

    private static String table(Path file) {
        return file.getFileName().toString().replaceFirst("\\.csv(\\.gz)?$", "");
    }

    private static void read(Path file, Chip chip, Map<Subject, List<Sample>> samples, SeenRows.Builder seen) {
        String table = table(file);
        for (Row row : Table.read(file).rows()) {
            KernelRows.sample(table, row)
                    .ifPresent(sample -> {
                        samples.computeIfAbsent(Subject.of(chip.id(), sample.operator()), s -> new ArrayList<>()).add(sample);
                        seen.add(RowHash.of(row));
                    });
        }
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new InputException("%s: the file cannot be read.".formatted(file), "Check that you may read it.", e);
        }
    }

    private static MessageDigest sha() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256.", e);
        }
    }
}
