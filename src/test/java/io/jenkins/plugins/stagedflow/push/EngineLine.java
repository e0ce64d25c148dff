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

/** A way to the real Docker Engine on which long answers, which exports are, can be cut and damaged. */
final class EngineLine implements AutoCloseable {
    private final String engine;
    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
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
                start(() -> pass(client, target));
                start(() -> answer(client, target));
            } catch (IOException e) {
                // Closed, or the engine declined: the client sees it.
                continue;
            }
        }
    }

    private static void pass(Socket client, SocketChannel target) {
        byte[] buffer = new byte[8192];
        try {
            InputStream in = client.getInputStream();
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                // The streams of a channel cannot be read and written at once.
                target.write(ByteBuffer.wrap(buffer, 0, count));
            }
        } catch (IOException e) {
            // The answer ends it.
            return;
        }
    }

    private void answer(Socket client, SocketChannel target) {
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
                out.write(buffer, 0, (int) Math.min(count, cutAt - passed));
                passed += count;
            }
        } catch (IOException e) {
            // The other side is gone: so is this one.
            return;
        }
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "engine line");
        thread.setDaemon(true);
        thread.start();
    }
}
