package io.jenkins.plugins.stagedflow.push;

import io.jenkins.plugins.stagedflow.host.Console;
import java.util.Optional;

/** Brings images from where they are to a registry. Safe for use by several threads. */
interface ImageTransport extends AutoCloseable {
    /** Returns the reference of the image where it is, or nothing if it is not there. */
    Optional<String> find(PlannedPush push) throws InterruptedException;

    /**
     * Pushes an image that was found, once.
     *
     * @return the digest it was pushed as, empty if the transport does not tell
     * @throws AttemptFailedException if it did not arrive
     */
    String push(PlannedPush push, Console console) throws InterruptedException;

    @Override
    void close();
}
