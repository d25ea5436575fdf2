package dev.podwright.profile.ascend;

/// Cells as Huawei's exporters print them: `N/A` and the empty cell say nothing, time stamps end in a tab so that spreadsheets keep their digits
/// (Ascend/pytorch@9e73e708a:torch_npu/profiler/analysis/prof_common_func/_constant.py, `convert_us2ns`).
final class Cell {
    static final double NANOS_OF_MICRO = 1e3;
    static final double SECONDS_OF_MICRO = 1e-6;
    /// Digits after the point that a time in microseconds has.
    private static final int FRACTION = 3;
    private static final long MICRO = 1000;
    private static final int TEN = 10;
    private static final int EXACT_DIGITS = 15;
    private static final double[] POWERS = {1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15};

    private Cell() {}

    /// The cell without blanks; empty where it says nothing or the row is short.
    static String text(String[] cells, int at) {
        if (at < 0 || at >= cells.length) {
            return "";
        }
        String text = cells[at].strip();
        return text.equals("N/A") || text.equals("NA") || text.equals("null") || text.equals("None") ? "" : text;
    }

    /// NaN where the cell says nothing.
    ///
    /// @throws dev.podwright.document.InputException if it is no number
    static double number(Csv csv, String[] cells, int at) {
        String text = text(cells, at);
        if (text.isEmpty()) {
            return Double.NaN;
        }
        double number = parsed(text);
        if (!Double.isFinite(number)) {
            throw csv.wrong("\"%s\" in column %s is not a number".formatted(Csv.shortened(text), csv.heading().get(at)), "Is the row damaged?");
        }
        return number;
    }

    /// A time that must not run backwards; NaN where the cell says nothing.
    static double length(Csv csv, String[] cells, int at) {
        double number = number(csv, cells, at);
        if (number < 0) {
            throw csv.wrong("\"%s\" in column %s is negative".formatted(text(cells, at), csv.heading().get(at)), "Is the row damaged?");
        }
        return number;
    }

    /// NaN if it is no number.
    static double parsed(String text) {
        long digits = 0;
        int decimals = -1;
        int length = text.length();
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c >= '0' && c <= '9') {
                digits = digits * TEN + c - '0';
                decimals += decimals >= 0 ? 1 : 0;
            } else if (c == '.' && decimals < 0) {
                decimals = 0;
            } else {
                return slowly(text);
            }
        }
        // Both are exact in a `double`, so that their quotient is the number nearest to the text.
        return length == 0 || length > EXACT_DIGITS || length == 1 && decimals == 0 ? slowly(text) : digits / POWERS[Math.max(decimals, 0)];
    }

    private static double slowly(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    /// A time stamp in microseconds since 1970 as whole nanoseconds: a `double` would lose its last digits.
    ///
    /// @param otherwise where the cell says nothing
    static long nanos(Csv csv, String[] cells, int at, long otherwise) {
        String text = text(cells, at);
        if (text.isEmpty()) {
            return otherwise;
        }
        int point = text.indexOf('.');
        String whole = point < 0 ? text : text.substring(0, point);
        String fraction = point < 0 ? "" : text.substring(point + 1);
        try {
            long nanos = Math.multiplyExact(Long.parseLong(whole.isEmpty() ? "0" : whole), MICRO);
            String digits = (fraction + "000").substring(0, FRACTION);
            return Math.addExact(nanos, Long.parseLong(digits));
        } catch (NumberFormatException | ArithmeticException e) {
            throw csv.wrong("\"%s\" in column %s is not a time in microseconds".formatted(Csv.shortened(text), csv.heading().get(at)), "Is the row damaged?");
        }
    }
}
