package dev.podwright.profile.ascend;

import java.nio.file.Path;

/// What the host did: `operator_details.csv` (a row per call of a framework operator, which no release counts) and `api_statistic.csv` (sums per
/// interface of CANN). Neither says when.
final class HostTables {
    /// Interfaces of ACL in which the host waits for the device.
    private static final String WAIT = "Synchronize";
    private static final String ACL = "acl::";

    private HostTables() {}

    /// A call that used the device counts as one launch: the file does not say how many it made.
    static void operators(Path file, Gatherer to) {
        try (Csv csv = Csv.open(file)) {
            Columns columns = new Columns(csv);
            int name = columns.need("which operator was called", "Name");
            int host = columns.need("the time on the host", "Host Self Duration(us)");
            int device = columns.find("Device Self Duration(us)");
            for (String[] cells = csv.next(); cells != null; cells = csv.next()) {
                String operator = Cell.text(cells, name);
                if (operator.isEmpty()) {
                    throw csv.wrong("a call without a name", "Is the row damaged?");
                }
                double hostMicros = orZero(Cell.number(csv, cells, host));
                double deviceMicros = orZero(Cell.number(csv, cells, device));
                to.builder.operator(operator, 1, deviceMicros > 0 ? 1 : 0, hostMicros * Cell.SECONDS_OF_MICRO, deviceMicros * Cell.SECONDS_OF_MICRO);
            }
        }
    }

    /// Interfaces in which the host waits, as operators `acl::aclrtSynchronizeStream` without device time.
    static void interfaces(Path file, Gatherer to) {
        try (Csv csv = Csv.open(file)) {
            Columns columns = new Columns(csv);
            int name = columns.need("which interface was called", "API Name", "Name");
            int time = columns.need("the time of all calls", "Time(us)");
            int count = columns.need("how often", "Count");
            for (String[] cells = csv.next(); cells != null; cells = csv.next()) {
                String api = Cell.text(cells, name);
                if (api.contains(WAIT)) {
                    to.builder.operator(ACL + api, Math.round(orZero(Cell.number(csv, cells, count))), 0, orZero(Cell.number(csv, cells, time)) * Cell.SECONDS_OF_MICRO, 0);
                }
            }
        }
    }

    private static double orZero(double number) {
        return Double.isNaN(number) ? 0 : Math.max(0, number);
    }
}
