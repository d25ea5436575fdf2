package dev.podwright.app;

import java.util.function.Supplier;

/// Something that is read the first time somebody asks for it.
final class Once {
    private Once() {}

    /// Not safe for use by several threads.
    static <T> Supplier<T> of(Supplier<T> reader) {
        return new Supplier<>() {
            private T read;

            @Override
            public T get() {
                if (read == null) {
                    read = reader.get();
                }
                return read;
            }
        };
    }
}
