package io.jenkins.plugins.stagedflow.registry;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.http.HttpResponse;
import java.security.MessageDigest;
import java.util.Optional;

/**
 * The bytes of a blob from a registry. A break is mended by asking for the rest. The end is only reached when length and,
 * from the first byte on, digest are those of the blob; anything else is an {@link IOException}.
 */
final class BlobStream extends InputStream {
    private static final int PARTIAL = 206;

    private final Conversation conversation;
    private final Repository repository;
    private final Blob blob;
    private final Access access;

    @CheckForNull
    private final MessageDigest hash;

    @CheckForNull
    private InputStream answer;

    private long offset;
    private int failures;
    private boolean verified;

    BlobStream(Conversation conversation, Repository repository, Blob blob, Access access, long from) {
        this.conversation = conversation;
        this.repository = repository;
        this.blob = blob;
        this.access = access;
        hash = from == 0 ? Digests.hash(blob.digest()) : null;
        offset = from;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int start, int most) throws IOException {
        while (true) {
            try {
                int count = opened().read(bytes, start, most);
                return count < 0 ? end() : taken(bytes, start, count);
            } catch (Refused e) {
                throw e;
            } catch (IOException e) {
                mend(e);
            }
        }
    }

    @Override
    public void close() throws IOException {
        InputStream open = answer;
        answer = null;
        if (open != null) {
            open.close();
        }
    }

    private int taken(byte[] bytes, int start, int count) throws Refused {
        offset += count;
        failures = 0;
        if (offset > blob.size()) {
            throw new Refused("it is longer than the %d bytes it should have".formatted(blob.size()));
        }
        if (hash != null) {
            hash.update(bytes, start, count);
        }
        return count;
    }

    private int end() throws IOException {
        if (offset < blob.size()) {
            throw new EOFException("it ended after %d of %d bytes".formatted(offset, blob.size()));
        }
        if (hash != null
                && !verified
                && !Digests.text(blob.digest(), hash.digest()).equals(blob.digest())) {
            throw new Refused("the registry's bytes do not have this digest");
        }
        verified = true;
        return -1;
    }

    private InputStream opened() throws IOException {
        InputStream open = answer;
        if (open == null) {
            open = body();
            answer = open;
        }
        return open;
    }

    private InputStream body() throws IOException {
        RegistryRequest request = RegistryRequest.getBlob(repository, blob.digest(), offset, access);
        HttpResponse<InputStream> response = sent(request);
        if (offset > 0 && response.statusCode() == PARTIAL) {
            return response.body();
        }
        if (response.statusCode() != Exchange.OK) {
            Exchange refusal = HttpTransport.whole(request.method(), request.uri(), response);
            if (refusal.mayPass()) {
                throw new IOException(refusal.reason());
            }
            throw new Refused(refusal.reason());
        }
        response.body().skipNBytes(offset);
        return response.body();
    }

    private HttpResponse<InputStream> sent(RegistryRequest request) throws IOException {
        try {
            return conversation.open(request);
        } catch (Conversation.Unanswerable e) {
            throw new Refused(String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    private void mend(IOException cause) throws IOException {
        close();
        failures++;
        try {
            if (Thread.currentThread().isInterrupted()
                    || !conversation.retries().pauseAfter(failures, Optional.empty())) {
                throw cause;
            }
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    private static Refused interrupted() {
        Thread.currentThread().interrupt();
        return new Refused("interrupted");
    }

    /** A failure that will not pass. */
    private static final class Refused extends InterruptedIOException {
        private static final long serialVersionUID = 1L;

        Refused(String reason) {
            super(reason);
        }
    }
}
