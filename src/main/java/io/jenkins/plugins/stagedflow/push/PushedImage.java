package io.jenkins.plugins.stagedflow.push;

import java.io.Serializable;

/**
 * What became of one image.
 *
 * @param status {@code pushed}, {@code failed} or {@code skipped}
 * @param reference the image at the registry, by its tag
 * @param digest of the image as the registry answers, empty if it was not pushed
 * @param bytes of configuration and layers as the registry keeps them; what was there before counts too
 * @param seconds it took, all attempts and waits together
 * @param attempts made, 0 if none
 * @param reason why it failed, else empty
 */
public record PushedImage(
        String status, String reference, String digest, long bytes, double seconds, int attempts, String reason)
        implements Serializable {
    static final String PUSHED = "pushed";
    static final String FAILED = "failed";
    static final String SKIPPED = "skipped";

    static PushedImage skipped(String reference) {
        return new PushedImage(SKIPPED, reference, "", 0, 0, 0, "");
    }

    /** Returns whether the registry has it. */
    boolean hasArrived() {
        return PUSHED.equals(status);
    }
}
