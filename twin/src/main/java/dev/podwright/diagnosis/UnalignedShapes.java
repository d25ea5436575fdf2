package dev.podwright.diagnosis;

import dev.podwright.model.Operator;
import dev.podwright.units.Bound;
import dev.podwright.units.Cost;
import dev.podwright.units.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Products whose sizes miss the tiles of the matrix units or the units of transfer.
final class UnalignedShapes implements Finder {
    /// Most that rows cost which end inside a unit of transfer: 30 % where they end on 32 bytes (see [Read#ROWS]).
    private static final double ROW_LOSS = 0.3;

    @Override
    public List<Finding> find(Job job) {
        List<Finding> found = new ArrayList<>();
        for (List<Job.Seat> seats : job.alike(s -> Products.of(s.priced().recognised()).isPresent())) {
            Job.Seat first = seats.getFirst();
            Operator.Gemm gemm = Products.of(first.priced().recognised()).orElseThrow();
            Products fit = Products.fit(gemm, job.machine().chip());
            if (!fit.fits()) {
                finding(job, seats, fit).ifPresent(found::add);
            }
        }
        return found;
    }

    private static Optional<Finding> finding(Job job, List<Job.Seat> seats, Products fit) {
        Optional<Cost> priced = job.machine().price(fit.gemm());
        if (priced.isEmpty()) {
            return Optional.empty();
        }
        Cost price = priced.get();
        double expected = 0;
        double owned = 0;
        for (Job.Seat seat : seats) {
            owned += job.share(seat.rank(), seat.owned());
            expected += job.share(seat.rank(), loss(seat, fit, price.bound()).value());
        }
        if (!job.worth(expected)) {
            return Optional.empty();
        }
        Loss loss = new Loss();
        seats.forEach(s -> loss.add(job.share(s.rank(), s.claim(loss(s, fit, price.bound())))));
        boolean ascend = Makers.of(job.machine().chip()) == Makers.ASCEND;
        String subject = Alikeness.words(seats.getFirst().use());
        List<String> evidence = new ArrayList<>(List.of("Its %s.".formatted(fit.words()), "It takes %s of a step.".formatted(Words.seconds(owned))));
        if (fit.padded() > 0) {
            evidence.add("%s of the work is padding.".formatted(Words.percent(fit.padded())));
        }
        seats.getFirst().ratio().ifPresent(r -> evidence.add("It takes %s times as long as predicted.".formatted(Words.number(1 / r.value()))));
        return Optional.of(new Finding(Finding.Kind.UNALIGNED_SHAPE, subject, "%s misses the %s.".formatted(subject, ascend ? "cube's tiles or 512-byte rows" : "tensor cores' tiles"), evidence,
                price.bound() == Bound.COMPUTE && fit.padded() > ROW_LOSS || !fit.ragged() ? "The matrix units compute whole tiles, and part of them is padding."
                        : "Rows start inside a unit of transfer, so that reading them moves more than they hold.",
                ascend ? "Pad n and k (vocabulary, hidden sizes, experts) to multiples of 256 elements of 16 bits when the model is built."
                        : "Pad n and k to multiples of 64 elements of 16 bits, 8 at the least, when the model is built.",
                loss.seconds(), ascend ? Read.FRACTAL + "; " + Read.ROWS : Read.TENSOR_CORES));
    }

    /// Padding costs a product that the matrix units limit; ragged rows cost what the product is slower than predicted, up to a share.
    private static Interval loss(Job.Seat seat, Products fit, Bound bound) {
        Interval ratio = seat.ratio().orElse(new Interval(0, 1, 1));
        Interval slower = seat.loss(ratio);
        double padding = bound == Bound.COMPUTE ? fit.padded() * seat.owned() : 0;
        double rows = fit.ragged() ? ROW_LOSS * seat.owned() : 0;
        double most = Math.max(padding, rows);
        double value = Math.max(Math.min(padding, slower.high()), Math.min(rows, slower.value()));
        double high = Math.min(most, slower.high());
        return new Interval(Math.min(value, Math.min(most, slower.low())), value, Math.max(value, high));
    }
}
