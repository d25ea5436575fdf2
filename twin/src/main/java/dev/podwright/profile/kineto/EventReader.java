package dev.podwright.profile.kineto;

/// Reads events, whatever the order of their fields.
final class EventReader {
    private final JsonScanner json;
    private final Store store;
    private final ArgumentReader arguments;
    private final Event event = new Event();

    EventReader(JsonScanner json, Store store) {
        this.json = json;
        this.store = store;
        this.arguments = new ArgumentReader(json, store, event);
    }

    /// Reads the event that comes next.
    void read() {
        event.clear();
        for (Field field = json.firstField(); field != null; field = json.nextField()) {
            if (field == Field.ARGUMENTS && json.next() == '{') {
                arguments.read();
            } else if (!field(field)) {
                json.skipRest();
                break;
            }
        }
        store.add(event);
    }

    /// Whether the rest of the event can matter.
    private boolean field(Field field) {
        switch (field) {
            case PHASE -> {
                json.scalar();
                event.phase = json.length() > 0 ? json.text()[0] : 0;
                return event.phase == Event.COMPLETE || event.phase == Event.METADATA;
            }
            case CATEGORY -> {
                json.scalar();
                event.category = text();
                return store.category(event.category) != Category.PASSED_OVER;
            }
            case NAME -> {
                json.scalar();
                event.name = text();
            }
            case PROCESS -> event.process = store.place(json.scalar(), json);
            case THREAD -> event.thread = store.place(json.scalar(), json);
            case START -> event.start = time();
            case LENGTH -> event.nanos = time();
            default -> json.skip();
        }
        return true;
    }

    private int text() {
        return store.texts.of(json.text(), 0, json.length());
    }

    private long time() {
        json.scalar();
        return Decimal.nanos(json.text(), 0, json.length());
    }
}
