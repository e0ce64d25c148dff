package io.jenkins.plugins.stagedflow.registry;

import io.jenkins.plugins.stagedflow.host.Deadline;
import io.jenkins.plugins.stagedflow.host.Timing;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Manifests of registries, read and written byte for byte. What can pass is tried again until the deadline; every
 * failure is a {@link RegistryException} that says who answered what. Safe for use by several threads.
 *
 * @see <a href="https://github.com/opencontainers/distribution-spec/blob/v1.1.1/spec.md">OCI distribution 1.1</a>
 */
public final class RegistryClient {
    private static final Duration TIME_LIMIT = Duration.ofMinutes(5);

    private final RegistryLogin login;
    private final Timing timing;
    private final Conversation conversation;
    private final Access reading;

    private RegistryClient(RegistryLogin login, Timing timing, Deadline deadline, Access reading) {
        this.login = login;
        this.timing = timing;
        this.reading = reading;
        conversation = new Conversation(login, timing, deadline);
    }

    /** Returns a client that only reads, with five minutes for all it is asked. */
    public static RegistryClient forReading(RegistryLogin login, Timing timing) {
        return new RegistryClient(login, timing, timing.deadline(TIME_LIMIT), Access.PULL);
    }

    /** Returns a client as {@link #forReading(RegistryLogin, Timing)} does that has the given time. */
    static RegistryClient forReading(RegistryLogin login, Timing timing, Duration limit) {
        return new RegistryClient(login, timing, timing.deadline(limit), Access.PULL);
    }

    /** Returns a client that also writes: one token serves both. It has five minutes for all it is asked. */
    public static RegistryClient forWriting(RegistryLogin login, Timing timing) {
        return new RegistryClient(login, timing, timing.deadline(TIME_LIMIT), Access.PUSH);
    }

    /** Returns a client as {@link #forWriting(RegistryLogin, Timing)} does that has the given time. */
    public static RegistryClient forWriting(RegistryLogin login, Timing timing, Duration limit) {
        return new RegistryClient(login, timing, timing.deadline(limit), Access.PUSH);
    }

    /** Returns a client of the same login that has five minutes from now on. */
    public RegistryClient afresh() {
        return new RegistryClient(login, timing, timing.deadline(TIME_LIMIT), reading);
    }

    /** Returns the blobs of the same registries, with the tokens and the time of this client. */
    public BlobClient blobs() {
        return new BlobClient(conversation, reading);
    }

    /** Returns what refers to images of the same registries, with the tokens and the time of this client. */
    ReferrerClient referrers() {
        return new ReferrerClient(this, conversation, reading);
    }

    /** Gets one token a registry for all the scopes, as far as the registry is known to want one. */
    void prepare(Map<String, List<String>> scopes) throws InterruptedException {
        for (Map.Entry<String, List<String>> registry : scopes.entrySet()) {
            conversation.prepare(registry.getKey(), registry.getValue());
        }
    }

    /**
     * Returns the manifest or index of an image as {@link #manifest} does, without asking for content this Java machine
     * has read or written there in the name of the same user: a digest can only ever mean the same bytes.
     */
    Optional<Manifest> known(ImageReference image) throws InterruptedException {
        Optional<Manifest> known = image.isDigest() ? KnownManifests.find(login, image) : Optional.empty();
        return known.isPresent() ? known : manifest(image);
    }

    /** Returns the manifest or index of an image; nothing only if the registry has no such image. */
    public Optional<Manifest> manifest(ImageReference image) throws InterruptedException {
        Exchange exchange = send("read " + image, RegistryRequest.get(image, reading));
        if (exchange.status() == Exchange.NOT_FOUND) {
            return Optional.empty();
        }
        Manifest manifest = ReceivedManifest.of(image, orFail("read " + image, exchange));
        KnownManifests.keep(login, image.repository(), manifest);
        return Optional.of(manifest);
    }

    /** Returns the digest of an image; nothing only if the registry has no such image. */
    public Optional<String> digest(ImageReference image) throws InterruptedException {
        Exchange exchange = send("read " + image, RegistryRequest.head(image, reading));
        if (exchange.status() == Exchange.NOT_FOUND) {
            return Optional.empty();
        }
        Optional<String> digest = exchange.isSuccess() ? ReceivedManifest.digest(image, exchange) : Optional.empty();
        // No registry has to name the digest, and an answer to HEAD has no room for the reason of a refusal.
        return digest.isPresent() ? digest : manifest(image).map(Manifest::digest);
    }

    /** Lets a tag (or, for the very content, its digest) hold the manifest. */
    public void put(ImageReference image, Manifest manifest) throws InterruptedException {
        write(image, manifest);
    }

    /** Writes a manifest, and returns whether the registry itself notes what it refers to. */
    boolean write(ImageReference image, Manifest manifest) throws InterruptedException {
        String action = "write " + image;
        Exchange exchange = orFail(action, send(action, RegistryRequest.put(image, manifest)));
        Optional<String> kept = ReceivedManifest.digest(image, exchange);
        if (kept.isPresent() && !kept.get().equals(manifest.digest())) {
            throw failure(action, "the registry kept %s instead of %s".formatted(kept.get(), manifest.digest()));
        }
        KnownManifests.keep(login, image.repository(), manifest);
        return exchange.header("OCI-Subject").isPresent();
    }

    /** Takes a tag away; the image stays. Many registries decline. */
    public void deleteTag(ImageReference tag) throws InterruptedException {
        // By digest it would be the image itself, with all its tags.
        if (tag.isDigest()) {
            throw new IllegalArgumentException("Not a tag: " + tag);
        }
        Exchange exchange = send("take away " + tag, RegistryRequest.delete(tag));
        if (exchange.status() != Exchange.NOT_FOUND) {
            orFail("take away " + tag, exchange);
        }
    }

    /**
     * Fails if the login may not write to a repository. The only way to know is to begin an upload; it is cancelled at
     * once.
     */
    public void requireWritable(Repository repository) throws InterruptedException {
        String action = "push to " + repository;
        Exchange exchange = orFail(action, send(action, RegistryRequest.startUpload(repository)));
        Optional<URI> upload = exchange.location();
        if (upload.isPresent()) {
            // Whether or not it can be cancelled: registries remove what nobody goes on with.
            send(action, RegistryRequest.cancelUpload(repository, upload.get()));
        }
    }

    private Exchange send(String action, RegistryRequest request) throws InterruptedException {
        return conversation.send(action, request);
    }

    private Exchange orFail(String action, Exchange exchange) {
        return conversation.orFail(action, exchange);
    }

    private RegistryException failure(String action, String reason) {
        return conversation.failure(action, reason);
    }
}
