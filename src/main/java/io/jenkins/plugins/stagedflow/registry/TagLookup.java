package io.jenkins.plugins.stagedflow.registry;

import io.jenkins.plugins.stagedflow.host.OperationFailedException;
import io.jenkins.plugins.stagedflow.host.Outcome;
import io.jenkins.plugins.stagedflow.host.ParallelWork;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Looks up images and what their targets hold, all at once: one request an image and one a tag.
 *
 * @param sources asks for the images
 * @param targets asks for what the tags hold
 * @param withManifests whether what the tags hold is wanted whole, not by its digest alone
 */
record TagLookup(RegistryClient sources, RegistryClient targets, boolean withManifests) {
    static final int MOST_AT_ONCE = 16;

    /** Returns the images in their order, or fails naming each that is not as expected. */
    List<TagMove> of(List<Retagging> images) throws InterruptedException {
        Map<String, ParallelWork.Work<Optional<Found>>> work = new LinkedHashMap<>();
        for (Retagging image : images) {
            work.put(image.name(), () -> Optional.of(Found.whole(source(image))));
            image.targets().forEach(target -> work.put(key(image, target), () -> target(target)));
        }
        Map<String, Outcome<Optional<Found>>> outcomes = ParallelWork.run(work, MOST_AT_ONCE);
        String reasons = Reasons.of(outcomes);
        if (!reasons.isEmpty()) {
            throw new OperationFailedException("find the images to tag", reasons, "No tag was written");
        }
        return images.stream().map(image -> move(image, outcomes)).toList();
    }

    private Manifest source(Retagging image) throws InterruptedException {
        Manifest manifest =
                sources.known(image.source()).orElseThrow(() -> refused(image, "the registry has no such image"));
        if (!image.expectedDigest().isEmpty() && !image.expectedDigest().equals(manifest.digest())) {
            throw refused(image, "it is %s, but %s was expected".formatted(manifest.digest(), image.expectedDigest()));
        }
        return manifest;
    }

    private Optional<Found> target(ImageReference target) throws InterruptedException {
        return withManifests
                ? targets.manifest(target).map(Found::whole)
                : targets.digest(target).map(digest -> new Found(digest, Optional.empty()));
    }

    private static TagMove move(Retagging image, Map<String, Outcome<Optional<Found>>> outcomes) {
        Map<String, String> before = new HashMap<>();
        Map<String, Manifest> held = new HashMap<>();
        for (ImageReference target : image.targets()) {
            outcomes.get(key(image, target)).get().ifPresent(found -> {
                before.put(target.identifier(), found.digest());
                found.manifest().ifPresent(manifest -> held.put(target.identifier(), manifest));
            });
        }
        Manifest source =
                outcomes.get(image.name()).get().flatMap(Found::manifest).orElseThrow();
        return new TagMove(image, source, before, held);
    }

    private static String key(Retagging image, ImageReference target) {
        return image.name() + ":" + target.identifier();
    }

    private static RegistryException refused(Retagging image, String reason) {
        return new RegistryException("tag " + image.source(), image.source() + ": " + reason, "", null);
    }

    /** What a reference holds. */
    private record Found(String digest, Optional<Manifest> manifest) {
        private static Found whole(Manifest manifest) {
            return new Found(manifest.digest(), Optional.of(manifest));
        }
    }
}
