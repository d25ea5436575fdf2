package dev.podwright.profile.kineto;

import dev.podwright.profile.column.Rows;

/// Reads the arguments of an event.
final class ArgumentReader {
    private final JsonScanner json;
    private final Store store;
    private final Event event;

    ArgumentReader(JsonScanner json, Store store, Event event) {
        this.json = json;
        this.store = store;
        this.event = event;
    }

    /// Reads the object that comes next.
    void read() {
        for (Field field = json.firstField(); field != null; field = json.nextField()) {
            switch (field) {
                case EXTERNAL, OLD_EXTERNAL -> event.external = (int) whole();
                case CORRELATION -> event.correlation = (int) whole();
                case DEVICE -> event.device = (int) whole();
                case STREAM -> event.stream = (int) whole();
                case GRAPH, GRAPH_NODE -> event.graph |= whole() != 0;
                case BYTES -> event.bytes = whole();
                case SIZES, OLD_SIZES -> {
                    event.sizes = sizes();
                    event.shaped = true;
                }
                case TYPES -> event.types = words();
                case VALUES -> event.values = words();
                case REGISTERS -> event.registers = (int) whole();
                case SHARED -> event.shared = (int) whole();
                case GRID -> event.grid = product();
                case BLOCK -> event.block = product();
                case BLOCKS -> event.blocksPerMultiprocessor = number();
                case WARPS -> event.warpsPerMultiprocessor = number();
                case OCCUPANCY -> event.occupancy = number();
                case NAME -> {
                    json.scalar();
                    event.label = json.string();
                }
                default -> exchange(field);
            }
        }
    }

    private void exchange(Field field) {
        switch (field) {
            case COLLECTIVE -> {
                event.collective = word();
                event.exchanges = true;
            }
            case TYPE -> event.type = word();
            case SENT -> event.sent = whole();
            case RECEIVED -> event.received = whole();
            case GROUP_SIZE -> event.groupSize = (int) whole();
            case GROUP -> event.group = word();
            case MEMBERS -> event.members = ranks();
            default -> json.skip();
        }
    }

    /// A number, or a text that holds one; 0 for all else.
    private long whole() {
        json.scalar();
        return Decimal.whole(json.text(), 0, json.length());
    }

    private float number() {
        return json.scalar() ? Float.NaN : Decimal.number(json.text(), 0, json.length());
    }

    private long product() {
        if (json.next() != '[') {
            json.skip();
            return Event.NONE;
        }
        long product = 1;
        for (boolean item = json.firstItem(); item; item = json.nextItem()) {
            product *= whole();
        }
        return product;
    }

    private int word() {
        json.scalar();
        return store.texts.of(json.text(), 0, json.length());
    }

    /// The ranks of a group, a text such as `[0, 1]` or a list.
    private int ranks() {
        if (json.next() != '[') {
            return word();
        }
        StringBuilder text = new StringBuilder("[");
        for (boolean item = json.firstItem(); item; item = json.nextItem()) {
            text.append(text.length() > 1 ? ", " : "").append(whole());
        }
        return store.texts.of(text.append(']').toString());
    }

    /// Nested lists of sizes as one sequence with marks for their beginnings and ends.
    private int sizes() {
        if (json.next() != '[') {
            json.skip();
            return Event.NONE;
        }
        Rows rows = store.sizes;
        rows.begin();
        int depth = 1;
        boolean item = json.firstItem();
        while (depth > 0) {
            if (!item) {
                depth--;
                if (depth > 0) {
                    rows.add(Operands.CLOSE);
                    item = json.nextItem();
                }
            } else if (json.next() == '[') {
                depth++;
                rows.add(Operands.OPEN);
                item = json.firstItem();
            } else {
                size(rows, whole());
                item = json.nextItem();
            }
        }
        return rows.end();
    }

    private static void size(Rows rows, long size) {
        if (size >= 0 && size <= Integer.MAX_VALUE) {
            rows.add((int) size);
        } else {
            rows.add(Operands.LONG);
            rows.add(size);
        }
    }

    /// A list of texts; numbers with a fraction stand as `*`.
    private int words() {
        if (json.next() != '[') {
            json.skip();
            return Event.NONE;
        }
        Rows rows = store.words;
        rows.begin();
        for (boolean item = json.firstItem(); item; item = json.nextItem()) {
            json.scalar();
            rows.add(Decimal.fraction(json.text(), 0, json.length()) ? store.fraction : store.texts.of(json.text(), 0, json.length()));
        }
        return rows.end();
    }
}
