package io.jenkins.plugins.stagedflow.cli;

import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;

/** Runs the program so that SIGINT and SIGTERM let it clean up: kill what it started, remove its temporary files. */
final class InterruptibleMain {
    private static final long MILLIS_TO_CLEAN_UP = TimeUnit.SECONDS.toMillis(45);

    private final IntSupplier program;
    private volatile int exitCode = OperationErrors.FAILED;

    InterruptibleMain(IntSupplier program) {
        this.program = program;
    }

    /** Returns the exit status of the program. */
    int run() throws InterruptedException {
        Thread worker = new Thread(() -> exitCode = program.getAsInt(), "staged-flow");
        Runtime.getRuntime().addShutdownHook(new Thread(() -> interrupt(worker), "clean-up"));
        worker.start();
        worker.join();
        return exitCode;
    }

    // The JVM ends when its shutdown hooks have, so this one waits for the worker's finally blocks.
    private static void interrupt(Thread worker) {
        worker.interrupt();
        try {
            worker.join(MILLIS_TO_CLEAN_UP);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
