package dev.podwright.calibration;

import java.util.function.Supplier;

/// A value that is made when it is first asked for. The calibration holds grids and forests of some forty chips packed; a prediction unpacks
/// those of its own chip only. Two threads that meet may make it twice, which does no harm: the values are equal and never change.
final class Lazy<T> implements Supplier<T> {
    private Supplier<T> maker;
    private volatile T value;

    private Lazy(Supplier<T> maker, T value) {
        this.maker = maker;
        this.value = value;
    }

    static <T> Lazy<T> of(Supplier<T> maker) {
        return new Lazy<>(maker, null);
    }

    static <T> Lazy<T> made(T value) {
        return new Lazy<>(null, value);
    }

    @Override
    public T get() {
        T found = value;
        if (found == null) {
            // Read before the value is looked at again: another thread may have dropped it.
            Supplier<T> make = maker;
            found = value;
            if (found == null) {
                found = make.get();
                value = found;
                maker = null;
            }
        }
        return found;
    }
}
