package dev.podwright.trace;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;

/// Dates with a time of day, such as `2023-11-16 18:15:46.6805900` or `2024-05-10 00:00:00.009930+00:00`, as seconds. A day is looked up once
/// and the time of day is three numbers: a parser of all dates takes longer than the simulation of the request.
final class Dates {
    private static final int DAY = "2023-11-16".length();
    private static final int CLOCK = "2023-11-16 18:15:46".length();
    private static final int MOST_DECIMALS = 9;
    private static final String UTC = "+00:00";
    private static final int SECONDS_PER_MINUTE = 60;
    private static final int SECONDS_PER_HOUR = 3600;
    private static final long SECONDS_PER_DAY = 24L * SECONDS_PER_HOUR;
    private static final int TEN = 10;
    private static final double NANO = 1e9;

    private final byte[] day = new byte[DAY];
    private double midnight = Double.NaN;

    /// Seconds since 1970; not a number if the text is no date.
    double seconds(byte[] text, int from, int end) {
        int to = end - from > CLOCK && utc(text, end) ? end - UTC.length() : end;
        int decimals = to - from - CLOCK - 1;
        if (to - from < CLOCK || decimals == 0 || decimals > MOST_DECIMALS || decimals > 0 && text[from + CLOCK] != '.'
                || text[from + DAY] != ' ' && text[from + DAY] != 'T' || text[from + DAY + 3] != ':' || text[from + DAY + 6] != ':') {
            return Double.NaN;
        }
        int hour = digits(text, from + DAY + 1, from + DAY + 3);
        int minute = digits(text, from + DAY + 4, from + DAY + 6);
        int second = digits(text, from + DAY + 7, from + CLOCK);
        int fraction = decimals > 0 ? digits(text, from + CLOCK + 1, to) : 0;
        if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59 || fraction < 0) {
            return Double.NaN;
        }
        turn(text, from);
        double whole = midnight + SECONDS_PER_HOUR * hour + SECONDS_PER_MINUTE * minute + second;
        return decimals > 0 ? whole + fraction / Math.pow(TEN, decimals) : whole;
    }

    /// Such a date again.
    static String text(double seconds) {
        double whole = Math.floor(seconds);
        return LocalDateTime.ofEpochSecond((long) whole, (int) Math.min(NANO - 1, Math.round((seconds - whole) * NANO / 1e3) * 1e3), ZoneOffset.UTC).toString().replace('T', ' ');
    }

    private static boolean utc(byte[] text, int end) {
        for (int i = 0; i < UTC.length(); i++) {
            if (text[end - UTC.length() + i] != UTC.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /// Moves to the day of `text`; to none if it names none.
    private void turn(byte[] text, int from) {
        boolean same = true;
        for (int i = 0; i < DAY; i++) {
            same &= day[i] == text[from + i];
            day[i] = text[from + i];
        }
        if (!same) {
            try {
                midnight = SECONDS_PER_DAY * LocalDate.parse(Text.of(day, 0, DAY)).toEpochDay();
            } catch (DateTimeParseException e) {
                midnight = Double.NaN;
            }
        }
    }

    /// The number that the digits write; -1 if one is none.
    private static int digits(byte[] text, int from, int to) {
        int value = 0;
        for (int i = from; i < to; i++) {
            int digit = text[i] - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            value = TEN * value + digit;
        }
        return value;
    }
}
