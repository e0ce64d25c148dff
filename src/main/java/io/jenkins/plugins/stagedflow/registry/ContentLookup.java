package io.jenkins.plugins.stagedflow.registry;

/**
 * Finds all that images consist of and that refers to them.
 *
 * @param client asks the registry of the images
 * @param withReferrers whether signatures, SBOMs and attestations are wanted
 */
record ContentLookup(RegistryClient client, boolean withReferrers) {
    private static final int MOST_MANIFESTS = 1000;

    /** Returns the content of an image. */
    ImageContent of(TagMove move) throws InterruptedException {
        ImageContent content = ImageContent.of(move);
        add(content, move.manifest());
        return content;
    }

    // Each manifest is there once all it names is: registries refuse one whose parts they do not have.
    private void add(ImageContent content, Manifest manifest) throws InterruptedException {
        if (content.manifests().containsKey(manifest.digest())) {
            return;
        }
        if (content.manifests().size() >= MOST_MANIFESTS) {
            throw refused(content, "it consists of more than " + MOST_MANIFESTS + " manifests");
        }
        for (Descriptor child : manifest.manifests()) {
            if (child.isManifest()) {
                add(content, found(content, child.digest()));
            } else {
                content.blobs().put(child.digest(), child.blob());
            }
        }
        manifest.blobs().forEach(blob -> content.blobs().put(blob.digest(), blob.blob()));
        content.manifests().put(manifest.digest(), manifest);
        if (withReferrers) {
            addReferrers(content, manifest.digest());
        }
    }

    private void addReferrers(ImageContent content, String digest) throws InterruptedException {
        for (Descriptor referrer : client.referrers().of(content.source(), digest)) {
            Manifest manifest = found(content, referrer.digest());
            content.subjects().put(manifest.digest(), digest);
            add(content, manifest);
        }
        for (String tag : SignatureTags.ofCosign(digest)) {
            Manifest manifest = client.manifest(content.source().tagged(tag)).orElse(null);
            if (manifest != null) {
                add(content, manifest);
                content.tags().put(tag, manifest);
            }
        }
    }

    private Manifest found(ImageContent content, String digest) throws InterruptedException {
        return client.known(content.source().at(digest))
                .orElseThrow(() -> refused(content, "it names %s, which the registry does not have".formatted(digest)));
    }

    private static RegistryException refused(ImageContent content, String reason) {
        ImageReference image = content.move().image().source();
        return new RegistryException("copy " + image, image + ": " + reason, "", null);
    }
}
