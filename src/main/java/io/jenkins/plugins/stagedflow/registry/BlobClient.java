package io.jenkins.plugins.stagedflow.registry;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Optional;

/**
 * Blobs of registries: looked for, taken over from other repositories, uploaded and read. What can pass is tried again
 * until the deadline; every failure is a {@link RegistryException} that says who answered what. Safe for use by several
 * threads.
 *
 * @see <a href="https://github.com/opencontainers/distribution-spec/blob/v1.1.1/spec.md">OCI distribution 1.1</a>
 */
public final class BlobClient {
    private static final int CREATED = 201;
    private static final int ACCEPTED = 202;

    private final Conversation conversation;
    private final Access reading;

    BlobClient(Conversation conversation, Access reading) {
        this.conversation = conversation;
        this.reading = reading;
    }

    /** Returns the blob of that digest if the repository has it. */
    public Optional<Blob> find(Repository repository, String digest) throws InterruptedException {
        String action = "look for " + digest + " in " + repository;
        Exchange answer = conversation.send(action, RegistryRequest.headBlob(repository, digest, reading));
        if (answer.status() == Exchange.NOT_FOUND) {
            return Optional.empty();
        }
        conversation.orFail(action, answer);
        return Optional.of(new Blob(
                digest, answer.headers().firstValueAsLong("Content-Length").orElse(0)));
    }

    /**
     * Takes a blob over from another repository of the same registry, without a byte being sent.
     *
     * @return false if the registry declines: because it has no such blob there, shows it to nobody, or never does this
     */
    public boolean mount(Repository repository, String digest, Repository from) throws InterruptedException {
        String action = "push to " + repository;
        Exchange answer;
        try {
            answer = conversation.send(action, RegistryRequest.mount(repository, digest, from));
        } catch (RegistryException e) {
            // A token service may refuse both scopes where it would grant the one that an upload needs.
            return false;
        }
        if (answer.status() == ACCEPTED) {
            // Whether or not it can be cancelled: registries remove what nobody goes on with.
            Optional<URI> upload = answer.location();
            if (upload.isPresent()) {
                conversation.send(action, RegistryRequest.cancelUpload(repository, upload.get()));
            }
        }
        return answer.status() == CREATED;
    }

    /**
     * Uploads a blob, whether or not the repository has it already.
     *
     * @return how many attempts it took
     */
    public int upload(Repository repository, BlobSource source) throws InterruptedException {
        return new BlobUpload(conversation, repository, source).run();
    }

    /**
     * Returns the bytes of a blob. Breaks are mended; the stream only ends when it had all bytes and they have the digest
     * of the blob, else reading throws an {@link IOException} that says why.
     */
    public InputStream open(Repository repository, Blob blob) {
        return new BlobStream(conversation, repository, blob, reading, 0);
    }

    /** Returns the whole content of a small blob. */
    public byte[] read(Repository repository, Blob blob) throws InterruptedException {
        String action = "read " + blob + " of " + repository;
        if (blob.size() > HttpTransport.MOST_BYTES) {
            throw conversation.failure(action, "it has " + blob.size() + " bytes, more than any configuration has");
        }
        try (InputStream bytes = open(repository, blob)) {
            return bytes.readAllBytes();
        } catch (IOException e) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            throw conversation.failure(action, repository.registry() + ": " + Causes.words(e));
        }
    }

    /** Returns a blob of a repository as what can be uploaded to another one. */
    public BlobSource source(Repository repository, Blob blob) {
        return BlobSource.of(blob, from -> new BlobStream(conversation, repository, blob, reading, from));
    }
}
