package io.jenkins.plugins.stagedflow.git;

import java.io.FilterInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import jdk.net.ExtendedSocketOptions;
import org.eclipse.jgit.transport.URIish;

/**
 * The way to a git daemon.
 *
 * @param address a URL that begins with git://
 * @see <a href="https://git-scm.com/docs/gitprotocol-pack#_git_transport">git transport</a>
 */
record DaemonTransport(URIish address) implements Transport {
    private static final int DEFAULT_PORT = 9418;
    private static final Duration TO_CONNECT = Duration.ofSeconds(10);
    private static final Duration SILENCE = Duration.ofSeconds(60);

    @Override
    public Conversation open(Service service) throws IOException {
        Socket socket = new Socket();
        try {
            int port = address.getPort() < 0 ? DEFAULT_PORT : address.getPort();
            socket.connect(new InetSocketAddress(address.getHost(), port), (int) TO_CONNECT.toMillis());
            socket.setSoTimeout((int) SILENCE.toMillis());
            socket.setTcpNoDelay(true);
            socket.getOutputStream().write(request(service));
            return new Duplex(new Prompt(socket), socket.getOutputStream(), () -> "", socket::close);
        } catch (IOException | RuntimeException e) {
            socket.close();
            throw e;
        }
    }

    private byte[] request(Service service) {
        String host = address.getPort() < 0 ? address.getHost() : address.getHost() + ":" + address.getPort();
        String version = service == Service.UPLOAD_PACK ? "\0" + VERSION_2 + "\0" : "";
        String line = service.program() + " " + address.getPath() + "\0host=" + host + "\0" + version;
        byte[] content = line.getBytes(StandardCharsets.UTF_8);
        return new PacketWriter()
                .raw("%04x".formatted(content.length + 4).getBytes(StandardCharsets.US_ASCII))
                .raw(content)
                .bytes();
    }

    /**
     * Reads and acknowledges at once: the daemon says what it can do in several small packets, each of which waits for the
     * one before to be acknowledged, which systems like to put off by 40 ms. They fall back to that after every read.
     */
    private static final class Prompt extends FilterInputStream {
        private final Socket socket;
        private final boolean possible;

        Prompt(Socket socket) throws IOException {
            super(socket.getInputStream());
            this.socket = socket;
            possible = socket.supportedOptions().contains(ExtendedSocketOptions.TCP_QUICKACK);
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            if (possible) {
                socket.setOption(ExtendedSocketOptions.TCP_QUICKACK, true);
            }
            return super.read(buffer, offset, length);
        }
    }
}
