package io.jenkins.plugins.stagedflow.registry;

import io.jenkins.plugins.stagedflow.host.OperationFailedException;
import io.jenkins.plugins.stagedflow.host.Outcome;
import io.jenkins.plugins.stagedflow.host.ParallelWork;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Looks up images and what their targets hold, all at once. */
record TagLookup(RegistryClient client) {
    static final int MOST_AT_ONCE = 8;

    /** Returns the images in their order, or fails naming each that is not as expected. */
    List<TagMove> of(List<Retagging> images) throws InterruptedException {
        Map<String, ParallelWork.Work<TagMove>> work = new LinkedHashMap<>();
        images.forEach(image -> work.put(image.name(), () -> lookUp(image)));
        Map<String, Outcome<TagMove>> outcomes = ParallelWork.run(work, MOST_AT_ONCE);
        String reasons = Reasons.of(outcomes);
        if (!reasons.isEmpty()) {
            throw new OperationFailedException("find the images to tag", reasons, "No tag was written");
        }
        return outcomes.values().stream().map(Outcome::get).toList();
    }

    private TagMove lookUp(Retagging image) throws InterruptedException {
        Manifest manifest =
                client.manifest(image.source()).orElseThrow(() -> refused(image, "the registry has no such image"));
        if (!image.expectedDigest().isEmpty() && !image.expectedDigest().equals(manifest.digest())) {
            throw refused(image, "it is %s, but %s was expected".formatted(manifest.digest(), image.expectedDigest()));
        }
        Map<String, String> before = new HashMap<>();
        for (ImageReference target : image.targets()) {
            client.digest(target).ifPresent(digest -> before.put(target.identifier(), digest));
        }
        return new TagMove(image, manifest, before);
    }

    private static RegistryException refused(Retagging image, String reason) {
        return new RegistryException("tag " + image.source(), image.source() + ": " + reason, "", null);
    }
}
