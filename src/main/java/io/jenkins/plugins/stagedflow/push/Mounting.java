package io.jenkins.plugins.stagedflow.push;

import io.jenkins.plugins.stagedflow.registry.Blob;
import io.jenkins.plugins.stagedflow.registry.BlobClient;
import io.jenkins.plugins.stagedflow.registry.Repository;

/** Takes a part over from another repository of the registry. */
final class Mounting {
    private Mounting() {}

    /** Returns whether the image's repository has it now, without a byte of it being sent. */
    static boolean of(BlobClient blobs, Part part, Blob blob, ImagePush image) throws InterruptedException {
        for (Repository home : part.homes()) {
            if (!home.equals(image.repository()) && blobs.mount(image.repository(), blob.digest(), home)) {
                part.homes().add(image.repository());
                image.console().line("%s: taken over from %s".formatted(part, home.path()));
                return true;
            }
        }
        return false;
    }
}
