package io.jenkins.plugins.stagedflow.registry;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * One blob that several repositories of a registry need: its bytes travel once at most, the others take it over there.
 *
 * @param blob what is copied
 * @param source where it is
 * @param targets the repositories that are to have it, all of one registry
 */
record BlobCopy(Blob blob, Repository source, Set<Repository> targets) {
    BlobCopy(Blob blob, Repository source) {
        this(blob, source, new LinkedHashSet<>());
    }

    /** Brings the blob to its targets and returns how many bytes were sent for it. */
    long run(RegistryClient sources, RegistryClient registry) throws InterruptedException {
        boolean isNeighbour = targets.iterator().next().registry().equals(source.registry());
        Optional<Repository> near = isNeighbour ? Optional.of(source) : Optional.empty();
        long sent = 0;
        for (Repository target : targets) {
            BlobClient blobs = registry.blobs();
            if (!target.equals(source) && !(near.isPresent() && blobs.mount(target, blob.digest(), near.get()))) {
                sent += upload(blobs, target, sources.blobs());
            }
            near = Optional.of(target);
        }
        return sent;
    }

    private long upload(BlobClient blobs, Repository target, BlobClient from) throws InterruptedException {
        if (blobs.find(target, blob.digest()).isPresent()) {
            return 0;
        }
        blobs.upload(target, from.source(source, blob));
        return blob.size();
    }
}
