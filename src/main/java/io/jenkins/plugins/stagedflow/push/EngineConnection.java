package io.jenkins.plugins.stagedflow.push;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** What a Docker Engine sends over one connection; reading fails when it sends nothing for too long. */
final class EngineConnection extends InputStream {
    private final SocketChannel channel;
    private final Selector selector;
    private final Duration mostSilence;

    private EngineConnection(SocketChannel channel, Selector selector, Duration mostSilence) {
        this.channel = channel;
        this.selector = selector;
        this.mostSilence = mostSilence;
    }

    /** Connects and sends a request. */
    static EngineConnection of(SocketAddress address, ByteBuffer request, Duration mostSilence) throws IOException {
        SocketChannel channel = SocketChannel.open(address);
        try {
            while (request.hasRemaining()) {
                channel.write(request);
            }
            channel.configureBlocking(false);
            Selector selector = channel.provider().openSelector();
            channel.register(selector, SelectionKey.OP_READ);
            return new EngineConnection(channel, selector, mostSilence);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int most) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes, offset, most);
        int count = channel.read(buffer);
        while (count == 0 && most > 0) {
            await();
            count = channel.read(buffer);
        }
        return count;
    }

    @Override
    public void close() throws IOException {
        selector.close();
        channel.close();
    }

    private void await() throws IOException {
        long end = System.nanoTime() + mostSilence.toNanos();
        while (selector.select(Math.max(1, millisUntil(end))) == 0) {
            if (Thread.currentThread().isInterrupted()) {
                throw new InterruptedIOException("interrupted");
            }
            if (millisUntil(end) <= 0) {
                throw new HungException(mostSilence);
            }
        }
        selector.selectedKeys().clear();
    }

    private static long millisUntil(long end) {
        return TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
    }

    /** The engine says nothing. Whoever else asks it would not be answered either. */
    static final class HungException extends IOException {
        private static final long serialVersionUID = 1L;

        HungException(Duration silence) {
            super("the Docker Engine sent nothing for %d s: see whether it hangs".formatted(silence.toSeconds()));
        }
    }
}
