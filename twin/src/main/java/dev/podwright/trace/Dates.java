package dev.podwright.trace;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;

/// Dates with a time of day, such as `2023-11-16 18:15:46.6805900`, as seconds. A day is looked up once and the time of day is three numbers: a
/// parser of all dates takes longer than the simulation of the request.
final class Dates {
    private static final int DAY = "2023-11-16".length();
    private static final int CLOCK = "2023-11-16 18:15:46".length();
    private static final int MOST_DECIMALS = 9;
    private static final int SECONDS_PER_MINUTE = 60;
    private static final int SECONDS_PER_HOUR = 3600;
    private static final long SECONDS_PER_DAY = 24L * SECONDS_PER_HOUR;
    private static final int TEN = 10;

    private String day = "";
    private long midnight;

    /// Seconds since 1970; not a number if the text is no date.
    double seconds(String text) {
        int decimals = text.length() - CLOCK - 1;
        if (text.length() < CLOCK || decimals == 0 || decimals > MOST_DECIMALS || decimals > 0 && text.charAt(CLOCK) != '.'
                || text.charAt(DAY) != ' ' && text.charAt(DAY) != 'T' || text.charAt(DAY + 3) != ':' || text.charAt(DAY + 6) != ':') {
            return Double.NaN;
        }
        int hour = digits(text, DAY + 1, DAY + 3);
        int minute = digits(text, DAY + 4, DAY + 6);
        int second = digits(text, DAY + 7, CLOCK);
        int fraction = decimals > 0 ? digits(text, CLOCK + 1, text.length()) : 0;
        if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59 || fraction < 0 || !turned(text)) {
            return Double.NaN;
        }
        double whole = midnight + SECONDS_PER_HOUR * hour + SECONDS_PER_MINUTE * minute + second;
        return decimals > 0 ? whole + fraction / Math.pow(TEN, decimals) : whole;
    }

    /// Moves to the day of `text`; false if it names none.
    private boolean turned(String text) {
        if (!text.startsWith(day) || day.isEmpty()) {
            try {
                midnight = SECONDS_PER_DAY * LocalDate.parse(text.substring(0, DAY)).toEpochDay();
                day = text.substring(0, DAY);
            } catch (DateTimeParseException e) {
                return false;
            }
        }
        return true;
    }

    /// The number that the digits write; -1 if one is none.
    private static int digits(String text, int from, int to) {
        int value = 0;
        for (int i = from; i < to; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            value = TEN * value + digit;
        }
        return value;
    }
}
