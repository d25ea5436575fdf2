package dev.podwright.document;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;

/// Where a value stands: file, line and the path of its field. A document has a place for each of its values and hardly ever one that is
/// asked for, so a path is put together when it is.
public final class Place {
    /// A message stays readable when somebody nests a thousand lists.
    private static final int LONGEST_FIELD = 120;

    private final String file;
    private final int line;
    private final Place parent;
    /// The last part of the path: a `String` after a dot, an `Integer` in brackets.
    private final Object step;

    /// @param file the file as the user named it
    /// @param line line in the file, from 1; 0 where there is no file, as on the command line
    /// @param field path of the field, such as `chips[3].memory.bandwidth`; empty for the whole document
    public Place(String file, int line, String field) {
        this(file, line, null, field);
    }

    private Place(String file, int line, Place parent, Object step) {
        this.file = file;
        this.line = line;
        this.parent = parent;
        this.step = step;
    }

    Place field(String key, int at) {
        return new Place(file, at, this, key);
    }

    Place item(int index, int at) {
        return new Place(file, at, this, index);
    }

    public String file() {
        return file;
    }

    public int line() {
        return line;
    }

    public String field() {
        Deque<Object> steps = new ArrayDeque<>();
        for (Place at = this; at != null; at = at.parent) {
            steps.push(at.step);
        }
        StringBuilder path = new StringBuilder();
        for (Object part : steps) {
            if (part instanceof Integer) {
                path.append('[').append(part).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(part);
            }
        }
        return path.toString();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Place place && line == place.line && file.equals(place.file) && field().equals(place.field());
    }

    @Override
    public int hashCode() {
        return Objects.hash(file, line, field());
    }

    @Override
    public String toString() {
        String field = field();
        String path = field.length() > LONGEST_FIELD ? field.substring(0, LONGEST_FIELD) + "…" : field;
        String where = line == 0 ? file : "%s, line %d".formatted(file, line);
        return path.isEmpty() ? where : "%s, field %s".formatted(where, path);
    }
}
