package io.jenkins.plugins.stagedflow.deploy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A way to the real sshd that can be cut, frozen and closed. */
final class FaultyLine implements AutoCloseable {
    private final InetSocketAddress sshd;
    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final List<Connection> connections = new CopyOnWriteArrayList<>();
    private volatile boolean closed;

    FaultyLine(String host, int port) throws IOException {
        sshd = new InetSocketAddress(host, port);
        start(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    /** Breaks all connections; new ones are let through. */
    void cut() {
        connections.forEach(Connection::cut);
    }

    /** Lets nothing through the connections any more, without a sign to either side; new ones are let through. */
    void freeze() {
        connections.forEach(connection -> connection.frozen = true);
    }

    /** Lets no new connection through any more. */
    void refuse() {
        closed = true;
    }

    /** Breaks all connections, and lets none through any more. */
    void closeForGood() {
        closed = true;
        cut();
    }

    /** Returns how many connections there were. */
    int count() {
        return connections.size();
    }

    @Override
    public void close() throws IOException {
        server.close();
        cut();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                if (closed) {
                    client.close();
                } else {
                    connections.add(new Connection(client));
                }
            } catch (IOException e) {
                // Closed, or sshd declined: the client sees it.
                continue;
            }
        }
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "faulty line");
        thread.setDaemon(true);
        thread.start();
    }

    private final class Connection {
        private final Socket client;
        private final Socket target = new Socket();
        private volatile boolean frozen;

        Connection(Socket client) throws IOException {
            this.client = client;
            target.connect(sshd);
            start(() -> pump(client, target));
            start(() -> pump(target, client));
        }

        void cut() {
            try {
                client.close();
                target.close();
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }

        private void pump(Socket from, Socket to) {
            byte[] buffer = new byte[8192];
            try {
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream();
                for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                    if (!frozen) {
                        out.write(buffer, 0, length);
                    }
                }
            } catch (IOException e) {
                // The other side is gone: so is this one.
            }
            cut();
        }
    }
}
