package io.jenkins.plugins.stagedflow.push;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/** A way to the real Docker Engine on which long answers, which exports are, can be cut, damaged and stalled. */
final class EngineLine implements AutoCloseable {
    private final String engine;
    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private volatile Predicate<String> stalled = request -> false;
    private volatile long stalledAt;
    private volatile long cutAt = Long.MAX_VALUE;
    private volatile long damagedAt = -1;

    /** Leads to the engine of that address. */
    EngineLine(String engine) throws IOException {
        this.engine = engine;
        start(this::accept);
    }

    /** Returns the address to use instead. */
    String address() {
        return "tcp://127.0.0.1:" + server.getLocalPort();
    }

    /** Breaks every answer after that many bytes. */
    void cutAt(long bytes) {
        cutAt = bytes;
    }

    /** Changes that byte of every answer that is long enough. */
    void damageAt(long offset) {
        damagedAt = offset;
    }

    /** Lets answers to requests of that kind, each "GET /path", stop after that many bytes; the connection stays. */
    void stallAt(long bytes, Predicate<String> which) {
        stalledAt = bytes;
        stalled = which;
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                SocketChannel target = SocketChannel.open(StandardProtocolFamily.UNIX);
                target.connect(UnixDomainSocketAddress.of(URI.create(engine).getPath()));
                CompletableFuture<String> request = new CompletableFuture<>();
                start(() -> pass(client, target, request));
                start(() -> answer(client, target, request));
            } catch (IOException e) {
                // Closed, or the engine declined: the client sees it.
                continue;
            }
        }
    }

    private static void pass(Socket client, SocketChannel target, CompletableFuture<String> request) {
        byte[] buffer = new byte[8192];
        try {
            InputStream in = client.getInputStream();
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                request.complete(new String(buffer, 0, count, StandardCharsets.US_ASCII).split(" HTTP/", 2)[0]);
                // The streams of a channel cannot be read and written at once.
                target.write(ByteBuffer.wrap(buffer, 0, count));
            }
        } catch (IOException e) {
            // The answer ends it.
            return;
        }
    }

    private void answer(Socket client, SocketChannel target, CompletableFuture<String> request) {
        byte[] buffer = new byte[8192];
        long passed = 0;
        try (client;
                target;
                InputStream in = Channels.newInputStream(target);
                OutputStream out = client.getOutputStream()) {
            for (int count = in.read(buffer); count >= 0 && passed < cutAt; count = in.read(buffer)) {
                if (damagedAt >= passed && damagedAt < passed + count) {
                    buffer[(int) (damagedAt - passed)] ^= 1;
                }
                if (passed + count > stalledAt && stalled.test(request.join())) {
                    waitUntilGone(client);
                    return;
                }
                out.write(buffer, 0, (int) Math.min(count, cutAt - passed));
                passed += count;
            }
        } catch (IOException e) {
            // The other side is gone: so is this one.
            return;
        }
    }

    private void waitUntilGone(Socket client) {
        while (!server.isClosed() && !client.isClosed()) {
            LockSupport.parkNanos(20_000_000);
        }
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "engine line");
        thread.setDaemon(true);
        thread.start();
    }
}
