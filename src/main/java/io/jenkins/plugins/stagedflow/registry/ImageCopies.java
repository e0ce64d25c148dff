package io.jenkins.plugins.stagedflow.registry;

import io.jenkins.plugins.stagedflow.host.Console;
import io.jenkins.plugins.stagedflow.host.OperationFailedException;
import io.jenkins.plugins.stagedflow.host.Outcome;
import io.jenkins.plugins.stagedflow.host.ParallelWork;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Brings images to other repositories and registries: blobs, then manifests from the leaves to the root, each by its
 * digest. No tag is written, so nobody sees anything of it yet.
 */
record ImageCopies(RegistryClient sources, RegistryClient targets, boolean withReferrers, Console console) {
    private static final int MOST_BLOBS_AT_ONCE = 6;

    /**
     * Copies the images that are wanted in another repository.
     *
     * @return the tags named after digests that go along with them, still to be written
     */
    List<TagMove> copy(List<TagMove> moves) throws InterruptedException {
        List<TagMove> copies = moves.stream()
                .filter(move -> move.image().isCopy() && !move.pending().isEmpty())
                .toList();
        if (copies.isEmpty()) {
            return List.of();
        }
        List<ImageContent> contents = contents(copies);
        Map<String, Long> sent = sendBlobs(contents);
        writeManifests(contents);
        tell(contents, sent);
        return tags(contents);
    }

    private List<ImageContent> contents(List<TagMove> copies) throws InterruptedException {
        ContentLookup lookup = new ContentLookup(sources, withReferrers);
        Map<String, ParallelWork.Work<ImageContent>> work = new LinkedHashMap<>();
        copies.forEach(move -> work.put(move.image().name(), () -> lookup.of(move)));
        return done("find all that the images consist of", work, TagLookup.MOST_AT_ONCE);
    }

    private Map<String, Long> sendBlobs(List<ImageContent> contents) throws InterruptedException {
        Map<String, BlobCopy> blobs = new LinkedHashMap<>();
        contents.forEach(content -> content.blobs().values().forEach(blob -> blobs.computeIfAbsent(
                        blob.digest(), digest -> new BlobCopy(blob, content.source()))
                .targets()
                .add(content.target())));
        Map<String, ParallelWork.Work<Long>> work = new LinkedHashMap<>();
        blobs.forEach((digest, blob) -> work.put(digest, () -> blob.run(sources, targets)));
        List<Long> sent = done("copy the blobs of the images", work, MOST_BLOBS_AT_ONCE);
        Map<String, Long> byDigest = new LinkedHashMap<>();
        List.copyOf(blobs.keySet()).forEach(digest -> byDigest.put(digest, sent.get(byDigest.size())));
        return byDigest;
    }

    private void writeManifests(List<ImageContent> contents) throws InterruptedException {
        Map<String, ParallelWork.Work<String>> work = new LinkedHashMap<>();
        contents.forEach(content -> work.put(content.move().image().name(), () -> write(content)));
        done("copy the manifests of the images", work, TagLookup.MOST_AT_ONCE);
    }

    private String write(ImageContent content) throws InterruptedException {
        for (Manifest manifest : content.manifests().values()) {
            String subject = content.subjects().get(manifest.digest());
            if (subject == null) {
                targets.put(content.target().at(manifest.digest()), manifest);
            } else {
                targets.referrers().put(content.target(), subject, manifest);
            }
        }
        return content.move().manifest().digest();
    }

    private void tell(List<ImageContent> contents, Map<String, Long> sent) {
        long bytes = sent.values().stream().mapToLong(Long::longValue).sum();
        contents.forEach(content -> console.named(content.move().image().name())
                .line("%s has %d manifests and %d blobs of it (%d bytes)"
                        .formatted(
                                content.target(),
                                content.manifests().size(),
                                content.blobs().size(),
                                content.bytes())));
        console.line("%d distinct blobs, %d bytes sent".formatted(sent.size(), bytes));
    }

    private List<TagMove> tags(List<ImageContent> contents) throws InterruptedException {
        List<Retagging> tags = new ArrayList<>();
        for (ImageContent content : contents) {
            content.tags().forEach((tag, manifest) -> {
                String digest = manifest.digest();
                ImageReference source = content.target().at(digest);
                tags.add(new Retagging(content.move().image().name() + " " + tag, source, digest, List.of(tag)));
            });
        }
        return tags.isEmpty() ? List.of() : new TagLookup(targets, targets, false).of(tags);
    }

    private static <T> List<T> done(String action, Map<String, ParallelWork.Work<T>> work, int mostAtOnce)
            throws InterruptedException {
        Map<String, Outcome<T>> outcomes = ParallelWork.run(work, mostAtOnce);
        String reasons = Reasons.of(outcomes);
        if (!reasons.isEmpty()) {
            throw new OperationFailedException(action, reasons, "No tag was written");
        }
        return outcomes.values().stream().map(Outcome::get).toList();
    }
}
