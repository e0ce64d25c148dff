package io.jenkins.plugins.stagedflow.host;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/** Receives the body of an HTTP answer up to a limit; one that goes on is cut off and refused. */
public final class LimitedBody implements HttpResponse.BodySubscriber<byte[]> {
    private final int limit;
    private final ByteArrayOutputStream received = new ByteArrayOutputStream();
    private final CompletableFuture<byte[]> body = new CompletableFuture<>();
    private Flow.Subscription subscription = Unsubscribed.INSTANCE;

    /** Creates a receiver of at most the given number of bytes. */
    public LimitedBody(int limit) {
        this.limit = limit;
    }

    @Override
    public CompletionStage<byte[]> getBody() {
        return body;
    }

    @Override
    public void onSubscribe(Flow.Subscription newSubscription) {
        subscription = newSubscription;
        newSubscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        buffers.forEach(this::receive);
    }

    @Override
    public void onError(Throwable error) {
        body.completeExceptionally(error);
    }

    @Override
    public void onComplete() {
        body.complete(received.toByteArray());
    }

    private void receive(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        if (received.size() + bytes.length <= limit) {
            received.writeBytes(bytes);
        } else {
            subscription.cancel();
            body.completeExceptionally(new TooLargeException(limit));
        }
    }

    private enum Unsubscribed implements Flow.Subscription {
        INSTANCE;

        @Override
        public void request(long elements) {
            // There is nothing to ask yet.
        }

        @Override
        public void cancel() {
            // There is nothing to stop yet.
        }
    }

    /** A body is larger than any that is asked for. */
    public static final class TooLargeException extends IOException {
        private static final long serialVersionUID = 1L;

        TooLargeException(long limit) {
            super("the answer is larger than " + limit / 1024 + " KiB");
        }
    }
}
