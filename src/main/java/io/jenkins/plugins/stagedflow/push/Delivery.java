package io.jenkins.plugins.stagedflow.push;

import io.jenkins.plugins.stagedflow.host.Console;
import io.jenkins.plugins.stagedflow.registry.Blob;
import io.jenkins.plugins.stagedflow.registry.BlobSource;
import io.jenkins.plugins.stagedflow.registry.Manifest;
import io.jenkins.plugins.stagedflow.registry.RegistryClient;
import io.jenkins.plugins.stagedflow.registry.RegistryException;
import io.jenkins.plugins.stagedflow.registry.Repository;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Brings parts to the repositories that want them, and writes the manifests of images that have all of theirs. */
final class Delivery {
    private static final double MILLIS = 1_000;
    private static final double MEGA = 1e6;

    private final RegistryClient client;
    private final Attempts attempts;
    private final LayerMemory memory;
    private final Compression compression;
    private final Clock clock;

    Delivery(RegistryClient client, Attempts attempts, LayerMemory memory, Compression compression) {
        this.client = client;
        this.attempts = attempts;
        this.memory = memory;
        this.compression = compression;
        clock = attempts.timing().clock();
    }

    /** Brings a part to all images that want it, one after the other: it is uploaded once, then taken over. */
    void deliver(Part part, BlobSource source, long rawSize) throws InterruptedException {
        for (ImagePush image : part.wanting()) {
            if (!image.isOver()) {
                bring(part, source, rawSize, image);
            }
        }
    }

    /** Writes the manifests of an image that has all its parts. */
    void finish(ImagePush image) throws InterruptedException {
        List<Manifest> manifests = image.manifests();
        try {
            for (Manifest manifest : manifests) {
                boolean isTagged = manifest == manifests.get(manifests.size() - 1);
                attempts.run(image, () -> {
                    client.put(
                            isTagged
                                    ? image.push().remote()
                                    : image.repository().at(manifest.digest()),
                            manifest);
                    return "";
                });
            }
            image.arrived(manifests);
            Manifest tagged = manifests.get(manifests.size() - 1);
            image.console()
                    .line("%s: digest: %s".formatted(image.push().remote().identifier(), tagged.digest()));
        } catch (RegistryException e) {
            image.failed(e.reason());
        }
    }

    private void bring(Part part, BlobSource source, long rawSize, ImagePush image) throws InterruptedException {
        Instant start = clock.instant();
        try {
            if (part.homes().isEmpty() || !Mounting.of(client.blobs(), part, source.whole(), image)) {
                attempts.run(image, () -> {
                    image.took(client.blobs().upload(image.repository(), source));
                    return "";
                });
                Blob blob = source.whole();
                arrived(part, blob, image.repository());
                tell(image.console(), part, blob, rawSize, Duration.between(start, clock.instant()));
            }
            if (image.hasNow(part, source.whole())) {
                finish(image);
            }
        } catch (RegistryException e) {
            image.failed(e.reason());
        } catch (IOException e) {
            image.failed(part + ": " + e.getMessage());
        }
    }

    private void arrived(Part part, Blob blob, Repository home) {
        part.is(blob);
        part.homes().add(home);
        if (part.isLayer() && !part.key().equals(blob.digest())) {
            memory.rememberLayer(part.key(), compression, blob, home);
        }
    }

    private static void tell(Console console, Part part, Blob blob, long rawSize, Duration took) {
        String size = rawSize == blob.size()
                ? "%.1f MB".formatted(rawSize / MEGA)
                : "%.1f MB, compressed to %.1f MB".formatted(rawSize / MEGA, blob.size() / MEGA);
        console.line("%s: %s, uploaded in %.1f s".formatted(part, size, took.toMillis() / MILLIS));
    }
}
