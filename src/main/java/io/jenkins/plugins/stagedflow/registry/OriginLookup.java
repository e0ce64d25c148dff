package io.jenkins.plugins.stagedflow.registry;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Optional;

/** Finds out where images come from: by their annotations, which costs nothing, else by their configuration. */
record OriginLookup(RegistryClient client) {
    private static final String ATTESTATION = "vnd.docker.reference.type";

    /** Returns the origin of an image of the repository. */
    Origin of(Repository repository, Manifest manifest) throws InterruptedException {
        Origin annotated = Origin.annotated(manifest);
        if (annotated.made().isPresent()) {
            return annotated;
        }
        return manifest.isIndex() ? ofIndex(repository, manifest) : ofImage(repository, manifest);
    }

    // All platforms of an index come from one commit.
    private Origin ofIndex(Repository repository, Manifest index) throws InterruptedException {
        Optional<Descriptor> first = index.manifests().stream()
                .filter(child -> !MediaTypes.isIndex(child.mediaType()))
                .filter(child -> !child.json().path("annotations").has(ATTESTATION))
                .findFirst();
        if (first.isEmpty()) {
            return Origin.unknown();
        }
        Optional<Manifest> child = client.manifest(repository.at(first.get().digest()));
        return child.isPresent() ? of(repository, child.get()) : Origin.unknown();
    }

    private Origin ofImage(Repository repository, Manifest manifest) throws InterruptedException {
        Optional<Descriptor> config = manifest.config().filter(each -> MediaTypes.isImageConfig(each.mediaType()));
        if (config.isEmpty()) {
            return Origin.unknown();
        }
        byte[] content = client.blobs().read(repository, config.get().blob());
        try {
            return Origin.configured(new ObjectMapper().readTree(content));
        } catch (IOException e) {
            return Origin.unknown();
        }
    }
}
