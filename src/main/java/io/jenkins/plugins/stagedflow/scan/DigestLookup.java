package io.jenkins.plugins.stagedflow.scan;

import io.jenkins.plugins.stagedflow.host.Console;
import io.jenkins.plugins.stagedflow.host.HostTask;
import io.jenkins.plugins.stagedflow.host.OperationFailedException;
import io.jenkins.plugins.stagedflow.host.Timing;
import io.jenkins.plugins.stagedflow.registry.ImageReference;
import io.jenkins.plugins.stagedflow.registry.RegistryClient;
import io.jenkins.plugins.stagedflow.registry.RegistryLogin;

/**
 * Asks the registry which digest an image has now, so that what was scanned stays known when its tag moves on.
 *
 * @param image the image by tag
 * @param login who asks
 */
record DigestLookup(ImageReference image, RegistryLogin login) implements HostTask<String> {
    /** Returns the digest. */
    @Override
    public String run(Console console) throws InterruptedException {
        return RegistryClient.forReading(login, Timing.system())
                .digest(image)
                .orElseThrow(() -> new OperationFailedException(
                        "find the digest of " + image,
                        "the registry has no such image",
                        "Push it first, or correct its reference"));
    }
}
