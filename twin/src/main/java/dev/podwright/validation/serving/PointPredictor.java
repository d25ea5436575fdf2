package dev.podwright.validation.serving;

import dev.podwright.layout.ServingLayout;
import dev.podwright.simulation.StepTimes;
import dev.podwright.step.ServingStep;
import dev.podwright.step.Speculation;
import dev.podwright.step.StepOverheads;
import dev.podwright.validation.Row;

/// Predicts points whose steps are alike; remembers the steps' times. For one thread.
final class PointPredictor {
    private final Machines machines;
    private final Runs runs;
    private final StepTables tables = new StepTables();

    PointPredictor(Machines machines) {
        this.machines = machines;
        this.runs = new Runs(machines);
    }

    /// @param terms beyond what operators take; a pool measured alone has no front end
    /// @throws dev.podwright.document.InputException if the catalogue does not know the machine
    /// @throws IllegalArgumentException if the sizes do not go together
    Forecast predict(Row row, Point point, PointTerms terms) {
        return predict(row, point, terms.overheads()).after(PointKey.served(point) ? terms.front() : 0);
    }

    /// @param overheads beyond what operators take
    /// @throws dev.podwright.document.InputException if the catalogue does not know the machine
    /// @throws IllegalArgumentException if the sizes do not go together
    Forecast predict(Row row, Point point, StepOverheads overheads) {
        return switch (point.mode()) {
            case DECODE_ONLY -> ClosedForms.decode(point, step(row, point, both(point), point.speculation()), overheads);
            case PREFILL_ONLY -> ClosedForms.prefill(point, step(row, point, both(point), Speculation.NONE), overheads);
            case STATIC_BATCH -> ClosedForms.batch(point, step(row, point, both(point), point.speculation()), overheads);
            case OFFLINE, RATE, CLOSED_LOOP -> {
                ServingStep step = step(row, point, both(point), point.speculation());
                yield runs.together(point, step, times(step, overheads));
            }
            case DISAGGREGATED -> {
                ServingStep prompts = step(row, point, point.prefill().orElseThrow().layout(), Speculation.NONE);
                ServingStep generation = step(row, point, point.decode().orElseThrow().layout(), point.speculation());
                yield runs.apart(point, generation, times(prompts, overheads), times(generation, overheads));
            }
        };
    }

    private static ServingLayout both(Point point) {
        return point.both().orElseThrow().layout();
    }

    private ServingStep step(Row row, Point point, ServingLayout layout, Speculation speculation) {
        return machines.step(point, layout, speculation, Conducts.of(row, point, layout, machines.beyondScaleUp(point, layout)));
    }

    private StepTimes times(ServingStep step, StepOverheads overheads) {
        return tables.of(step).with(overheads);
    }
}
