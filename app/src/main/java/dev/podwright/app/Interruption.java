package dev.podwright.app;

import java.util.concurrent.CountDownLatch;

/// Ctrl-C while it is open: asks the run to end and lets it write what is known before the process goes. Java then ends with 130.
final class Interruption implements AutoCloseable {
    static final int EXIT_CODE = 130;

    private final CountDownLatch written = new CountDownLatch(1);
    private final Thread hook = new Thread(this::await, "interruption");
    private volatile boolean asked;

    Interruption() {
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /// Whether the run should end.
    boolean asked() {
        return asked;
    }

    private void await() {
        asked = true;
        try {
            written.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Everything is written.
    @Override
    public void close() {
        written.countDown();
        if (!asked) {
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException e) {
                // It has just been asked for: the hook finds everything written.
            }
        }
    }
}
