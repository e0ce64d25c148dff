package io.jenkins.plugins.stagedflow.registry;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Brings one blob to a repository. All bytes go in one request at first. After a break the registry is asked how far it
 * came, and the rest goes in parts, so that another break costs little; a registry that has lost the upload is sent all
 * again. Not safe for use by several threads.
 *
 * @see <a href="https://github.com/opencontainers/distribution-spec/blob/v1.1.1/spec.md#pushing-blobs">OCI distribution</a>
 */
final class BlobUpload {
    static final long PART = 8L << 20;
    private static final int ACCEPTED = 202;
    private static final int CREATED = 201;
    private static final int BAD_REQUEST = 400;
    private static final int RANGE_NOT_SATISFIABLE = 416;
    private static final int GONE = 410;
    private static final Pattern RANGE = Pattern.compile("(?:bytes=)?0-([0-9]{1,18})");

    private final Conversation conversation;
    private final Repository repository;
    private final BlobSource source;
    private final String action;

    @CheckForNull
    private URI session;

    private long offset;
    private int failures;
    private int attempts = 1;

    BlobUpload(Conversation conversation, Repository repository, BlobSource source) {
        this.conversation = conversation;
        this.repository = repository;
        this.source = source;
        action = "push to " + repository;
    }

    /** Goes on with an upload that the registry has begun already. */
    BlobUpload startingAt(Optional<URI> begun) {
        session = begun.orElse(null);
        return this;
    }

    /** Returns how many attempts it took. */
    int run() throws InterruptedException {
        while (!isDone()) {
            // Each step either moves the upload on or counts as a failure.
            continue;
        }
        return attempts;
    }

    private boolean isDone() throws InterruptedException {
        SentBody body = new SentBody(source, offset, nextLength());
        try {
            URI upload = session == null ? begun() : session;
            session = upload;
            return isSmall() ? ended(upload, body) : moved(upload, body);
        } catch (IOException e) {
            return broken(body, e);
        }
    }

    private boolean moved(URI upload, SentBody body) throws IOException, InterruptedException {
        if (source.size().isPresent() && offset == source.size().getAsLong()) {
            return ended(upload, body);
        }
        long length = nextLength();
        Exchange answer = conversation.once(
                length < 0 || failures == 0 && offset == 0
                        ? RegistryRequest.append(repository, upload, body.publisher())
                        : RegistryRequest.append(repository, upload, offset, length, body.publisher()),
                body);
        if (answer.status() != ACCEPTED && !answer.isSuccess()) {
            return refused(answer);
        }
        URI next = answer.safeLocation().orElse(upload);
        session = next;
        offset = reached(answer, offset + body.sent());
        failures = 0;
        return length < 0 && isWhole() && ended(next, new SentBody(source, offset, 0));
    }

    // What the registry says it has is what it has, whatever was sent.
    private long reached(Exchange answer, long expected) throws IOException {
        Matcher range = RANGE.matcher(answer.header("Range").orElse(""));
        long said = range.matches() ? counted(Long.parseLong(range.group(1))) : expected;
        if (said > expected) {
            throw new IOException("it says to have %d bytes of the %d that were sent".formatted(said, expected));
        }
        return said;
    }

    private boolean ended(URI upload, SentBody body) throws IOException, InterruptedException {
        Blob blob = source.whole();
        Exchange answer =
                conversation.once(RegistryRequest.endUpload(repository, upload, blob.digest(), body.publisher()), body);
        if (answer.status() != CREATED && !answer.isSuccess()) {
            return refused(answer);
        }
        answer.header("Docker-Content-Digest")
                .filter(kept -> !kept.equals(blob.digest()))
                .ifPresent(kept -> {
                    throw conversation.failure(action, "the registry kept %s instead of %s".formatted(kept, blob));
                });
        return true;
    }

    private boolean refused(Exchange answer) throws InterruptedException {
        boolean again = answer.mayPass() || answer.status() == Exchange.UNAUTHORIZED || isOfSession(answer);
        if (!again || !pause(Optional.of(answer))) {
            conversation.orFail(action, answer);
        }
        resume(answer.status() != Exchange.UNAUTHORIZED && isOfSession(answer));
        return false;
    }

    private boolean broken(SentBody body, IOException cause) throws InterruptedException {
        if (body.failure().isPresent()) {
            throw conversation.failure(action, Causes.words(body.failure().get()));
        }
        boolean refused = cause instanceof Conversation.Unanswerable || cause instanceof javax.net.ssl.SSLException;
        if (refused || !pause(Optional.empty())) {
            throw conversation.failure(action, RegistryRequest.startUpload(repository), cause);
        }
        if (isThere()) {
            // The end of the upload was done; its answer alone was lost.
            return true;
        }
        resume(false);
        return false;
    }

    private boolean isThere() throws InterruptedException {
        OptionalLong size = source.size();
        if (size.isEmpty() || offset < size.getAsLong() && !isSmall()) {
            return false;
        }
        try {
            Blob blob = source.whole();
            RegistryRequest head = RegistryRequest.headBlob(repository, blob.digest(), Access.PUSH);
            return conversation.send(action, head).isSuccess();
        } catch (IOException e) {
            return false;
        }
    }

    private boolean pause(Optional<Exchange> answer) throws InterruptedException {
        failures++;
        boolean again = conversation.retries().pauseAfter(failures, answer);
        attempts += again ? 1 : 0;
        return again;
    }

    private void resume(boolean isLost) throws InterruptedException {
        URI upload = session;
        session = null;
        offset = 0;
        if (upload == null || isLost || isSmall()) {
            return;
        }
        Exchange status = conversation.send(action, RegistryRequest.uploadStatus(repository, upload));
        Matcher range = RANGE.matcher(status.header("Range").orElse(""));
        if (status.isSuccess() && range.matches()) {
            session = status.safeLocation().orElse(upload);
            offset = counted(Long.parseLong(range.group(1)));
        }
    }

    // Registries say 0-0 when there is nothing yet; that there should be just one byte is less likely.
    private static long counted(long last) {
        return last == 0 ? 0 : last + 1;
    }

    private URI begun() throws InterruptedException {
        Exchange answer =
                conversation.orFail(action, conversation.send(action, RegistryRequest.startUpload(repository)));
        return answer.safeLocation()
                .orElseThrow(() -> conversation.failure(
                        action, repository.registry() + " began an upload, but does not say where it goes on"));
    }

    // One request is enough for it; after a break it begins again.
    private boolean isSmall() {
        return source.size().isPresent() && source.size().getAsLong() <= PART && offset == 0;
    }

    private long nextLength() {
        if (source.size().isEmpty()) {
            return -1;
        }
        long rest = source.size().getAsLong() - offset;
        return failures == 0 && attempts == 1 || isSmall() ? rest : Math.min(rest, PART);
    }

    private boolean isWhole() throws IOException {
        return offset == source.whole().size();
    }

    private static boolean isOfSession(Exchange answer) {
        return switch (answer.status()) {
            case Exchange.NOT_FOUND, GONE, RANGE_NOT_SATISFIABLE, BAD_REQUEST -> true;
            default -> false;
        };
    }
}
