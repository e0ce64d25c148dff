package io.jenkins.plugins.stagedflow.registry;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.Optional;

/** Bytes of a source on their way to a registry: how many have gone, and whether they still go. */
final class SentBody implements Patience {
    private static final Duration MOST_SILENCE = Duration.ofSeconds(60);

    private final BlobSource source;
    private final long from;
    private final long length;
    private volatile long sent;
    private volatile long lastMove = System.nanoTime();
    private volatile boolean waitingForSource;

    @CheckForNull
    private volatile IOException failure;

    /** Takes the given number of bytes, or all that come if the length is negative. */
    SentBody(BlobSource source, long from, long length) {
        this.source = source;
        this.from = from;
        this.length = length;
    }

    /** Returns the bytes as the body of a request. */
    BodyPublisher publisher() {
        BodyPublisher bytes = BodyPublishers.ofInputStream(this::opened);
        if (length == 0) {
            return BodyPublishers.noBody();
        }
        return length < 0 ? bytes : BodyPublishers.fromPublisher(bytes, length);
    }

    /** Returns how many bytes were read to be sent. */
    long sent() {
        return sent;
    }

    /** Returns why the source gave no more bytes, if that is why they did not arrive. */
    Optional<IOException> failure() {
        return Optional.ofNullable(failure);
    }

    @Override
    public Duration left() {
        return waitingForSource ? MOST_SILENCE : MOST_SILENCE.minusNanos(System.nanoTime() - lastMove);
    }

    @Override
    public String reason() {
        return "the registry took nothing more for " + MOST_SILENCE.toSeconds() + " s";
    }

    private InputStream opened() {
        sent = 0;
        try {
            InputStream stream = source.open(from);
            return new Counted(stream);
        } catch (IOException e) {
            failure = e;
            return new Counted(InputStream.nullInputStream());
        }
    }

    private final class Counted extends FilterInputStream {
        Counted(InputStream stream) {
            super(stream);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int most) throws IOException {
            long left = length < 0 ? most : length - sent;
            if (left <= 0) {
                return -1;
            }
            waitingForSource = true;
            try {
                requireNoFailure();
                int count = super.read(bytes, offset, (int) Math.min(most, left));
                sent += Math.max(0, count);
                return count;
            } catch (IOException e) {
                failure = e;
                throw e;
            } finally {
                lastMove = System.nanoTime();
                waitingForSource = false;
            }
        }

        private void requireNoFailure() throws IOException {
            IOException known = failure;
            if (known != null) {
                throw known;
            }
        }
    }
}
