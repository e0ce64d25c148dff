package io.jenkins.plugins.stagedflow.release;

import io.jenkins.plugins.stagedflow.host.Console;
import io.jenkins.plugins.stagedflow.host.HostTask;
import io.jenkins.plugins.stagedflow.host.OperationFailedException;
import io.jenkins.plugins.stagedflow.host.Timing;
import io.jenkins.plugins.stagedflow.registry.RegistryClient;
import io.jenkins.plugins.stagedflow.registry.RegistryLogin;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the digest of every image: name to digest.
 *
 * @param images the images, in order
 * @param version an image that has this version keeps it: its digest counts then; empty if none has it yet
 * @param recorded repository to digest that counts for an image before anything else
 * @param login who asks the registry
 */
record FindDigests(ArrayList<SourceImage> images, String version, Map<String, String> recorded, RegistryLogin login)
        implements HostTask<LinkedHashMap<String, String>> {
    FindDigests {
        recorded = Map.copyOf(recorded);
    }

    @Override
    public LinkedHashMap<String, String> run(Console console) throws InterruptedException {
        RegistryClient registry = RegistryClient.forReading(login, Timing.system());
        LinkedHashMap<String, String> digests = new LinkedHashMap<>();
        List<String> missing = new ArrayList<>();
        for (SourceImage image : images) {
            digest(registry, image)
                    .ifPresentOrElse(
                            digest -> digests.put(image.name(), digest),
                            () -> missing.add(image.name() + " (" + image.source() + ")"));
        }
        if (!missing.isEmpty()) {
            throw new OperationFailedException(
                    "release " + String.join(", ", missing),
                    "the registry has no such image",
                    "Check 'images', 'namespace' and 'from'; nothing was changed");
        }
        return digests;
    }

    private Optional<String> digest(RegistryClient registry, SourceImage image) throws InterruptedException {
        String known = recorded.get(image.source().repository().toString());
        if (known != null) {
            return Optional.of(known);
        }
        Optional<String> released = version.isEmpty() ? Optional.empty() : registry.digest(image.released(version));
        return released.isPresent() ? released : registry.digest(image.source());
    }
}
