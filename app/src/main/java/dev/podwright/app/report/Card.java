package dev.podwright.app.report;

/// A headline number with what it means.
///
/// @param value as people read it, with its unit
/// @param interval the 90 % interval, empty where there is none
/// @param meaning one sentence
public record Card(String label, String value, String unit, String interval, String meaning) {

    Html html() {
        Html number = Html.tag("p", Html.tag("span", value).of("value")).of("number");
        if (!unit.isEmpty()) {
            number.add(" ", Html.tag("span", unit).of("unit"));
        }
        Html card = Html.tag("div", Html.tag("h3", label), number).of("card");
        if (!interval.isEmpty()) {
            card.add(Html.tag("p", interval).of("interval"));
        }
        return card.add(Html.tag("p", meaning).of("meaning"));
    }
}
