package io.jenkins.plugins.stagedflow.push;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;

/**
 * What a Docker Engine answers.
 *
 * @param status of HTTP
 * @param body to be read and closed; it does not end before the engine said so
 */
record EngineAnswer(int status, InputStream body) {
    static final int NOT_FOUND = 404;
    private static final int BUFFER = 256 << 10;
    private static final int LONGEST_LINE = 8 << 10;
    private static final int STATUS_WORD = 1;

    /** Reads the head of an answer. */
    static EngineAnswer of(InputStream connection) throws IOException {
        InputStream buffered = new BufferedInputStream(connection, BUFFER);
        String[] first = line(buffered).split(" ", 3);
        if (first.length <= STATUS_WORD || !first[0].startsWith("HTTP/1.") || !first[STATUS_WORD].matches("[0-9]{3}")) {
            throw new IOException("what answers there is no Docker Engine");
        }
        long length = -1;
        boolean isChunked = false;
        for (String line = line(buffered); !line.isEmpty(); line = line(buffered)) {
            String header = line.toLowerCase(Locale.ROOT);
            isChunked |= header.startsWith("transfer-encoding:") && header.endsWith("chunked");
            length = header.matches("content-length: *[0-9]{1,18}")
                    ? Long.parseLong(header.substring(header.indexOf(':') + 1).strip())
                    : length;
        }
        return new EngineAnswer(Integer.parseInt(first[STATUS_WORD]), new Body(buffered, isChunked, length));
    }

    boolean isSuccess() {
        return status / 100 == 2;
    }

    private static String line(InputStream stream) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = stream.read(); c != '\n'; c = stream.read()) {
            if (c < 0 || line.length() > LONGEST_LINE) {
                throw new EOFException("the connection to the Docker Engine broke");
            }
            line.append((char) c);
        }
        return line.toString().stripTrailing();
    }

    private static final class Body extends InputStream {
        private final InputStream connection;
        private final boolean isChunked;
        private long left;
        private boolean ended;

        Body(InputStream connection, boolean isChunked, long length) {
            this.connection = connection;
            this.isChunked = isChunked;
            left = isChunked ? 0 : length < 0 ? Long.MAX_VALUE : length;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int most) throws IOException {
            if (left == 0 && isChunked && !ended) {
                nextChunk();
            }
            if (left == 0) {
                return -1;
            }
            int count = connection.read(bytes, offset, (int) Math.min(most, left));
            if (count < 0 && left == Long.MAX_VALUE) {
                return -1;
            }
            if (count < 0) {
                throw new EOFException("the connection to the Docker Engine broke");
            }
            left -= left == Long.MAX_VALUE ? 0 : count;
            if (left == 0 && isChunked) {
                line(connection);
            }
            return count;
        }

        @Override
        public void close() throws IOException {
            connection.close();
        }

        private void nextChunk() throws IOException {
            String size = line(connection).split(";", 2)[0].strip();
            if (!size.matches("[0-9a-fA-F]{1,15}")) {
                throw new IOException("the Docker Engine sent something else than HTTP");
            }
            left = Long.parseLong(size, 16);
            ended = left == 0;
        }
    }
}
