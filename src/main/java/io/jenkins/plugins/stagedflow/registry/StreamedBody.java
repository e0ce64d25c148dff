package io.jenkins.plugins.stagedflow.registry;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** The body of an answer as a stream that fails when nothing comes for a minute, and holds a few buffers at most. */
final class StreamedBody extends InputStream implements HttpResponse.BodySubscriber<InputStream> {
    private static final long MOST_SECONDS_OF_SILENCE = 60;
    private static final ByteBuffer END = ByteBuffer.allocate(0);
    private static final Piece LAST = new Piece(List.of(), null);

    private final BlockingQueue<Piece> received = new LinkedBlockingQueue<>();
    private final CompletableFuture<Flow.Subscription> subscription = new CompletableFuture<>();
    private Piece piece = new Piece(List.of(), null);
    private int next;
    private ByteBuffer buffer = ByteBuffer.allocate(0);

    @Override
    public CompletionStage<InputStream> getBody() {
        return CompletableFuture.completedFuture(this);
    }

    @Override
    public void onSubscribe(Flow.Subscription newSubscription) {
        subscription.complete(newSubscription);
        newSubscription.request(1);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        received.add(new Piece(buffers, null));
    }

    @Override
    public void onError(Throwable error) {
        received.add(new Piece(List.of(), error));
    }

    @Override
    public void onComplete() {
        received.add(LAST);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        ByteBuffer from = filled();
        if (from == END) {
            return -1;
        }
        int count = Math.min(length, from.remaining());
        from.get(bytes, offset, count);
        return count;
    }

    @Override
    public void close() {
        subscription.thenAccept(Flow.Subscription::cancel);
    }

    private ByteBuffer filled() throws IOException {
        while (buffer != END && !buffer.hasRemaining()) {
            buffer = next < piece.buffers.size() ? piece.buffers.get(next++) : first(following());
        }
        return buffer;
    }

    private ByteBuffer first(Piece following) throws IOException {
        if (following.error != null) {
            throw new IOException(following.error);
        }
        if (following == LAST) {
            return END;
        }
        piece = following;
        next = 0;
        subscription.join().request(1);
        return ByteBuffer.allocate(0);
    }

    private Piece following() throws IOException {
        try {
            Piece following = received.poll(MOST_SECONDS_OF_SILENCE, TimeUnit.SECONDS);
            if (following == null) {
                close();
                throw new InterruptedIOException("nothing more came for " + MOST_SECONDS_OF_SILENCE + " s");
            }
            return following;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
    }

    private record Piece(
            List<ByteBuffer> buffers,
            @edu.umd.cs.findbugs.annotations.CheckForNull Throwable error) {}
}
