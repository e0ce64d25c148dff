package io.jenkins.plugins.stagedflow.git;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads packet lines.
 *
 * @see <a href="https://git-scm.com/docs/gitprotocol-common#_pkt_line_format">pkt-line format</a>
 */
final class Packets {
    private static final int HEADER = 4;
    private static final int HEX = 16;
    private static final long MOST_BYTES = 256L * 1024 * 1024;
    private static final String ERROR = "ERR ";

    private final InputStream stream;
    private long bytes;

    Packets(InputStream stream) {
        this.stream = stream;
    }

    Packets(byte[] bytes) {
        this(new ByteArrayInputStream(bytes));
    }

    /** Returns the content of the next packet, or nothing if it is one that separates. */
    Optional<byte[]> next() throws IOException {
        int length = length(exactly(HEADER));
        if (length < HEADER) {
            return Optional.empty();
        }
        byte[] content = exactly(length - HEADER);
        String text = text(content);
        if (text.startsWith(ERROR)) {
            throw new IOException(text.substring(ERROR.length()).strip());
        }
        return Optional.of(content);
    }

    /** Returns the lines until the next packet that separates. */
    List<String> lines() throws IOException {
        List<String> lines = new ArrayList<>();
        for (Optional<byte[]> line = next(); line.isPresent(); line = next()) {
            lines.add(text(line.get()));
        }
        return lines;
    }

    /** Reads over all until the next packet that separates. */
    void skip() throws IOException {
        while (next().isPresent()) {
            // Nothing of it is wanted.
            continue;
        }
    }

    /** Returns what comes on the data channel until the next packet that separates; the rest is said to somebody. */
    byte[] data(StringBuilder said) throws IOException {
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        for (Optional<byte[]> packet = next(); packet.isPresent(); packet = next()) {
            byte[] content = packet.get();
            int channel = content.length == 0 ? 0 : content[0];
            switch (channel) {
                case 1 -> data.write(content, 1, content.length - 1);
                case 2 -> said.append(text(content).substring(1));
                case 3 -> throw new IOException(text(content).substring(1).strip());
                default -> throw new IOException("it sent something that is not of git's protocol");
            }
        }
        return data.toByteArray();
    }

    static String text(byte[] content) {
        String text = new String(content, StandardCharsets.UTF_8);
        return text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
    }

    private byte[] exactly(int count) throws IOException {
        bytes += count;
        if (bytes > MOST_BYTES) {
            throw new IOException("it sent more than " + MOST_BYTES / 1024 / 1024 + " MiB");
        }
        byte[] read = stream.readNBytes(count);
        if (read.length < count) {
            throw new EOFException("the connection ended early");
        }
        return read;
    }

    private static int length(byte[] header) throws IOException {
        String digits = new String(header, StandardCharsets.US_ASCII);
        try {
            return Integer.parseInt(digits, HEX);
        } catch (NumberFormatException e) {
            throw new IOException("it sent something that is not of git's protocol", e);
        }
    }
}
