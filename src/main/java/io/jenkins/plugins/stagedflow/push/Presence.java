package io.jenkins.plugins.stagedflow.push;

import io.jenkins.plugins.stagedflow.host.Outcome;
import io.jenkins.plugins.stagedflow.host.ParallelWork;
import io.jenkins.plugins.stagedflow.registry.Blob;
import io.jenkins.plugins.stagedflow.registry.ImageReference;
import io.jenkins.plugins.stagedflow.registry.Manifest;
import io.jenkins.plugins.stagedflow.registry.RegistryClient;
import io.jenkins.plugins.stagedflow.registry.RegistryException;
import io.jenkins.plugins.stagedflow.registry.Repository;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds out what need not be compressed or sent because the registry has it. */
final class Presence {
    private static final int MOST_AT_ONCE = 8;

    private final RegistryClient client;
    private final Attempts attempts;
    private final LayerMemory memory;
    private final Compression compression;

    Presence(RegistryClient client, Attempts attempts, LayerMemory memory, Compression compression) {
        this.client = client;
        this.attempts = attempts;
        this.memory = memory;
        this.compression = compression;
    }

    /** Takes from the memory what the parts are at a registry; that is not yet proof that one has them. */
    void remember(Parts parts, Repository anyOfRegistry) {
        parts.all().stream().filter(part -> part.blob().isEmpty()).forEach(part -> {
            if (part.isLayer()) {
                memory.layer(part.key(), compression).ifPresent(known -> {
                    part.is(known.blob());
                    if (known.home().registry().equals(anyOfRegistry.registry())) {
                        part.homes().add(known.home());
                    }
                });
            } else {
                memory.configuration(part.key()).ifPresent(part::isConfiguration);
            }
        });
    }

    /** Ends the images whose tags hold exactly what is to be pushed. */
    void endWhatIsThere(List<ImagePush> images) throws InterruptedException {
        each(images, image -> {
            List<Manifest> manifests = image.manifests();
            if (!manifests.isEmpty() && holds(image, manifests.get(manifests.size() - 1))) {
                image.console().line("is there already");
                image.arrived(manifests);
            }
        });
    }

    /** Fills {@link ImagePush#missing} with the parts that each repository has to be given. */
    void lookForParts(List<ImagePush> images) throws InterruptedException {
        each(images, this::learnFromTags);
        Map<String, ParallelWork.Work<String>> work = new LinkedHashMap<>();
        images.stream().filter(image -> !image.isOver()).forEach(image -> image.contents()
                .parts()
                .forEach(part -> work.put(image.push().name() + " " + part.key(), () -> lookFor(image, part))));
        ParallelWork.run(work, MOST_AT_ONCE).values().forEach(Outcome::get);
        each(images, this::takeOver);
    }

    /** Fails the images that need something and whose repositories the login may not write to. */
    void requireWritable(List<ImagePush> images) throws InterruptedException {
        each(images, image -> {
            if (!image.missing().isEmpty()) {
                attempts.run(image, () -> {
                    client.requireWritable(image.repository());
                    return "";
                });
            }
        });
    }

    private boolean holds(ImagePush image, Manifest manifest) throws InterruptedException {
        return attempts.run(image, () -> client.digest(image.push().remote())).equals(Optional.of(manifest.digest()));
    }

    // The image that is replaced, or the last one promoted, mostly has the same lower layers.
    private void learnFromTags(ImagePush image) throws InterruptedException {
        RemoteLayers remote = new RemoteLayers(client, compression);
        List<ImageReference> tags =
                List.of(image.push().remote(), image.repository().tagged("latest"));
        for (int i = 0; i < tags.size() && isGuessing(image); i++) {
            Map<String, Blob> known = remote.of(tags.get(i));
            image.contents().parts().stream()
                    .filter(part -> part.isLayer() && part.blob().isEmpty() && known.containsKey(part.key()))
                    .forEach(part -> {
                        part.is(known.get(part.key()));
                        part.homes().add(image.repository());
                    });
        }
    }

    private static boolean isGuessing(ImagePush image) {
        return image.contents().parts().stream()
                .anyMatch(part -> part.isLayer() && part.blob().isEmpty());
    }

    private String lookFor(ImagePush image, Part part) throws InterruptedException {
        String digest = part.isLayer() ? part.blob().map(Blob::digest).orElse("") : part.key();
        try {
            Optional<Blob> found = digest.isEmpty()
                    ? Optional.empty()
                    : attempts.run(image, () -> client.blobs().find(image.repository(), digest));
            if (found.isPresent()) {
                part.homes().add(image.repository());
                part.isAsLargeAs(found.get());
                image.hasNow(part, part.blob().orElse(found.get()));
            } else {
                part.homes().remove(image.repository());
                image.missing().add(part);
            }
        } catch (RegistryException e) {
            // An answer to HEAD has no room for a reason: whoever is refused here learns it when it comes to writing.
            image.missing().add(part);
        }
        return digest;
    }

    private void takeOver(ImagePush image) throws InterruptedException {
        for (Part part : List.copyOf(image.missing())) {
            Optional<Blob> blob = part.blob();
            if (blob.isPresent() && Mounting.of(client.blobs(), part, blob.get(), image)) {
                image.hasNow(part, blob.get());
            }
        }
    }

    private static void each(List<ImagePush> images, Step step) throws InterruptedException {
        Map<String, ParallelWork.Work<String>> work = new LinkedHashMap<>();
        images.stream()
                .filter(image -> !image.isOver())
                .forEach(image -> work.put(image.push().name(), () -> {
                    try {
                        step.with(image);
                    } catch (RegistryException e) {
                        image.failed(e.reason());
                    }
                    return "";
                }));
        ParallelWork.run(work, MOST_AT_ONCE).values().forEach(Outcome::get);
    }

    @FunctionalInterface
    private interface Step {
        void with(ImagePush image) throws InterruptedException;
    }
}
