package dev.podwright.calibration;

import dev.podwright.catalog.Chip;
import dev.podwright.catalog.TrainingSoftware;
import dev.podwright.document.Document;
import dev.podwright.units.Precision;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/// Everything that `podwright calibrate` fitted.
///
/// @param date when it was made, as the maker said; `undated` otherwise
/// @param evidence hash of the files of measured operators it was made from; those of collectives do not count
/// @param kernels fits of operators
/// @param transfers how well fits carry over to other chips and formats
/// @param crossValidations how well operators were predicted whose shape, or whose chip, had not been seen
/// @param collectives fits of collective operations
/// @param exchanges what measured exchanges show beyond those fits
/// @param training overheads of training software, if any were fitted
/// @param serving overheads of serving engines, if any were fitted
/// @param modules fits of whole blocks of operators
/// @param dependence how errors of operators on one chip hang together
/// @param seen the measured rows that all of this was fitted to
public record Calibration(String date, String evidence, List<KernelFit> kernels, List<Transfer> transfers,
                          List<CrossValidation> crossValidations, List<CollectiveFit> collectives, ExchangeResiduals exchanges,
                          Optional<TrainingFit> training, Optional<ServingFit> serving, List<ModuleFit> modules, Dependence dependence, SeenRows seen) {
    /// The bundled calibration once somebody has asked for it: who makes a new one must not need the old.
    private static final AtomicReference<Calibration> LOADED = new AtomicReference<>();
    private static final String BUNDLED = "calibration.json";
    private static final int SHORT_HASH = 12;

    public Calibration {
        kernels = List.copyOf(kernels);
        transfers = List.copyOf(transfers);
        crossValidations = List.copyOf(crossValidations);
        collectives = List.copyOf(collectives);
        modules = List.copyOf(modules);
    }

    /// Fits alone: nothing is said of training software, of how errors hang together and of the rows that were seen.
    public Calibration(String date, String evidence, List<KernelFit> kernels, List<Transfer> transfers, List<CollectiveFit> collectives) {
        this(date, evidence, kernels, transfers, List.of(), collectives, ExchangeResiduals.NONE, Optional.empty(), Optional.empty(), List.of(), Dependence.UNKNOWN, SeenRows.NONE);
    }

    /// The same with how well operators were predicted that had not been seen.
    public Calibration withCrossValidations(List<CrossValidation> found) {
        return new Calibration(date, evidence, kernels, transfers, found, collectives, exchanges, training, serving, modules, dependence, seen);
    }

    /// The same with fits of whole blocks, which are made from the others.
    public Calibration withModules(List<ModuleFit> blocks) {
        return new Calibration(date, evidence, kernels, transfers, crossValidations, collectives, exchanges, training, serving, blocks, dependence, seen);
    }

    /// The same with what measured exchanges show.
    public Calibration with(ExchangeResiduals found) {
        return new Calibration(date, evidence, kernels, transfers, crossValidations, collectives, found, training, serving, modules, dependence, seen);
    }

    /// The same with overheads of training software.
    public Calibration with(Optional<TrainingFit> fitted) {
        return new Calibration(date, evidence, kernels, transfers, crossValidations, collectives, exchanges, fitted, serving, modules, dependence, seen);
    }

    /// The same with overheads of serving engines.
    public Calibration withServing(Optional<ServingFit> fitted) {
        return new Calibration(date, evidence, kernels, transfers, crossValidations, collectives, exchanges, training, fitted, modules, dependence, seen);
    }

    /// The same fits with what was found out about their errors.
    public Calibration with(Dependence found) {
        return new Calibration(date, evidence, kernels, transfers, crossValidations, collectives, exchanges, training, serving, modules, found, seen);
    }

    /// The same fits with the rows that they were made from.
    public Calibration with(SeenRows rows) {
        return new Calibration(date, evidence, kernels, transfers, crossValidations, collectives, exchanges, training, serving, modules, dependence, rows);
    }

    /// The calibration that ships with the product.
    public static Calibration bundled() {
        return Holder.BUNDLED;
    }

    /// Reads a calibration file.
    ///
    /// @throws dev.podwright.document.InputException if it is not one, naming line and field
    public static Calibration read(Path file) {
        Calibration read = CalibrationReader.read(Document.read(file));
        read.unpack();
        return read;
    }

    /// Unpacks all grids and forests, so that a fault in any of them is found before work begins.
    private void unpack() {
        kernels.forEach(KernelFit::unpack);
        modules.forEach(ModuleFit::unpack);
        seen.seed();
    }

    /// The fit of exactly this chip, class and pair of formats.
    public Optional<KernelFit> kernel(String chip, OperatorClass operator, Precision storage, Precision compute) {
        return kernels.stream()
                .filter(f -> f.chip().equals(chip) && f.operator() == operator && f.storage() == KernelFit.filed(storage)
                        && f.compute() == KernelFit.filed(compute) && f.preferred())
                .findFirst();
    }

    /// All fits of a class.
    public List<KernelFit> kernels(OperatorClass operator) {
        return kernels.stream().filter(f -> f.operator() == operator).toList();
    }

    /// How well fits of this class carry over; empty if this kinship was never seen.
    public Optional<Transfer> transfer(OperatorClass operator, Kinship kinship, boolean samePrecision) {
        return transfers.stream()
                .filter(t -> t.operator() == operator && t.kinship() == kinship && t.samePrecision() == samePrecision)
                .findFirst();
    }

    /// The fit of a collective between chips of one kind.
    public Optional<CollectiveFit> collective(String chip, String operation) {
        return collectives.stream().filter(f -> f.chip().equals(chip) && f.operation().equals(operation)).findFirst();
    }

    /// What training software takes beyond kernels and collectives; none where nothing was fitted.
    ///
    /// @param mixture whether the model routes tokens to experts
    public TrainingOverheads overheads(Chip chip, TrainingSoftware software, boolean mixture) {
        return training.map(fit -> fit.overheads(TrainingProfile.of(chip, software, mixture))).orElse(TrainingOverheads.NONE);
    }

    /// The text of the calibration file.
    public String json() {
        return CalibrationWriter.write(this);
    }

    /// The first twelve hexadecimal digits of the SHA-256 of [#json()].
    public String hash() {
        // The bundled file is what it would be written as: no need to write it again.
        byte[] text = this == LOADED.get() ? Document.content(Calibration.class, BUNDLED) : json().getBytes(StandardCharsets.UTF_8);
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text)).substring(0, SHORT_HASH);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256.", e);
        }
    }

    /// Loads the bundled file once, on first use.
    private static final class Holder {
        static final Calibration BUNDLED = CalibrationReader.read(Document.resource(Calibration.class, Calibration.BUNDLED));

        static {
            LOADED.set(BUNDLED);
        }
    }
}
