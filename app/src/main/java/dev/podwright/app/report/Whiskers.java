package dev.podwright.app.report;

import dev.podwright.app.Show;
import dev.podwright.units.Interval;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;

/// One number of several setups as bars with the whiskers of their 90 % intervals.
///
/// @param name of a bar
record Whiskers(List<Trained> setups, Function<Trained, String> name) {

    Block picture(String id, String title, String caption, String axis, String unit, OptionalDouble limit, Function<Trained, Interval> value) {
        List<Interval> values = setups.stream().map(value).toList();
        List<String> names = setups.stream().map(name).toList();
        Table numbers = new Table(title, List.of("setup", unit, "low", "high"), setups.stream().map(s -> List.of(name.apply(s), Show.number(value.apply(s).value()),
                Show.number(value.apply(s).low()), Show.number(value.apply(s).high()))).toList());
        Chart chart = new Chart.Ranges(names, values, setups.stream().map(Trained::tone).toList(), axis, unit, false, limit,
                limit.isPresent() ? "limit %s %s".formatted(Show.number(limit.getAsDouble()), unit) : "");
        return new Block.Picture(new Figure(id, title, caption, chart, numbers));
    }
}
