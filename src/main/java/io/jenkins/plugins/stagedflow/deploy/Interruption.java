package io.jenkins.plugins.stagedflow.deploy;

/** Finds interrupts that the SSH library reports as failed input or output. */
final class Interruption {
    private Interruption() {}

    /** Throws the interrupt that is behind the failure, if there is one. */
    static void rethrow(Exception failure) throws InterruptedException {
        if (Thread.interrupted() || failure.getCause() instanceof InterruptedException) {
            throw new InterruptedException(failure.getMessage());
        }
    }
}
