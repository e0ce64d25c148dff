package io.jenkins.plugins.stagedflow.deploy;

import java.io.EOFException;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import org.apache.sshd.agent.common.AbstractAgentProxy;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;

/**
 * A connection to a running ssh-agent by its socket. The library's own one needs a native library.
 *
 * @see <a href="https://datatracker.ietf.org/doc/html/draft-ietf-sshm-ssh-agent">the protocol</a>
 */
final class SshAgentSocket extends AbstractAgentProxy {
    // What OpenSSH's agent takes and gives at most.
    private static final int LARGEST_MESSAGE = 256 * 1024;

    private final SocketChannel channel;

    /** Connects to the agent that listens at the given path. */
    SshAgentSocket(String path) throws IOException {
        super(null);
        channel = SocketChannel.open(UnixDomainSocketAddress.of(path));
    }

    @Override
    public boolean isOpen() {
        return channel.isOpen();
    }

    @Override
    public void close() throws IOException {
        channel.close();
        super.close();
    }

    @Override
    protected synchronized Buffer request(Buffer message) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(message.array(), message.rpos(), message.available());
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
        int length = read(Integer.BYTES).getInt();
        if (length < 1 || length > LARGEST_MESSAGE) {
            throw new IOException("the agent announces an answer of " + length + " bytes");
        }
        return new ByteArrayBuffer(read(length).array());
    }

    private ByteBuffer read(int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        while (bytes.hasRemaining()) {
            if (channel.read(bytes) < 0) {
                throw new EOFException("the agent closed the connection");
            }
        }
        return bytes.flip();
    }
}
