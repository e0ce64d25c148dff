package io.jenkins.plugins.stagedflow.push;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.stagedflow.registry.Blob;
import io.jenkins.plugins.stagedflow.registry.BlobSource;
import io.jenkins.plugins.stagedflow.registry.Digests;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.OptionalLong;

/** A file that one thread fills while others read it already. */
final class Spool implements BlobSource, AutoCloseable {
    private static final long SPACE_TO_LEAVE = 64L << 20;
    private static final long BYTES_BETWEEN_CHECKS = 16L << 20;
    private static final long MILLIS_BETWEEN_LOOKS = 1_000;
    private static final String SHA256 = "sha256:";

    private final Path file;
    private final FileChannel channel;
    private final MessageDigest hash = Digests.hash(SHA256);
    private long length;
    private long checkedAt = -BYTES_BETWEEN_CHECKS;

    @CheckForNull
    private Blob blob;

    @CheckForNull
    private IOException failure;

    Spool(Path file) throws IOException {
        this.file = file;
        channel = FileChannel.open(
                file, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    /** Adds bytes; that it takes no more is a failure of the spool, which who reads and who fills it will see. */
    synchronized void append(byte[] bytes, int count) {
        try {
            requireNoFailure();
            requireSpace(count);
            channel.write(ByteBuffer.wrap(bytes, 0, count), length);
            hash.update(bytes, 0, count);
            length += count;
            notifyAll();
        } catch (IOException e) {
            fail(e);
        }
    }

    /** Says that no more bytes will come. */
    synchronized void end() {
        if (failure == null) {
            blob = new Blob(Digests.text(SHA256, hash.digest()), length);
        }
        notifyAll();
    }

    /** Says that the bytes are not what they should be. The first reason counts. */
    synchronized void fail(IOException reason) {
        if (failure == null && blob == null) {
            failure = reason;
        }
        notifyAll();
    }

    /** Throws the reason if the spool has failed. */
    synchronized void requireNoFailure() throws IOException {
        IOException known = failure;
        if (known != null) {
            throw new IOException(known.getMessage(), known);
        }
    }

    @Override
    public InputStream open(long from) {
        return new Reader(from);
    }

    @Override
    public synchronized OptionalLong size() {
        Blob known = blob;
        return known == null ? OptionalLong.empty() : OptionalLong.of(known.size());
    }

    @Override
    public synchronized Blob whole() throws IOException {
        Blob known = blob;
        while (known == null) {
            requireNoFailure();
            await();
            known = blob;
        }
        return known;
    }

    /** Removes the file. Doing so twice is fine. */
    @Override
    public void close() throws IOException {
        channel.close();
        Files.deleteIfExists(file);
    }

    private synchronized void requireSpace(int count) throws IOException {
        if (length - checkedAt >= BYTES_BETWEEN_CHECKS) {
            checkedAt = length;
            long usable = Files.getFileStore(file).getUsableSpace();
            if (usable < SPACE_TO_LEAVE + count) {
                throw new IOException("only %d MB are left in %s for compressed layers"
                        .formatted(usable / 1_000_000, file.getParent()));
            }
        }
    }

    private synchronized void await() throws InterruptedIOException {
        try {
            wait(MILLIS_BETWEEN_LOOKS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
    }

    /** Returns how many bytes there are from the given one on, 0 at the end; waits for the first. */
    private synchronized long awaited(long position) throws IOException {
        while (position >= length && blob == null) {
            requireNoFailure();
            await();
        }
        return length - position;
    }

    private final class Reader extends InputStream {
        private long position;

        Reader(long position) {
            this.position = position;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int most) throws IOException {
            long available = awaited(position);
            if (available <= 0) {
                return -1;
            }
            int count = channel.read(ByteBuffer.wrap(bytes, offset, (int) Math.min(most, available)), position);
            position += Math.max(0, count);
            return count;
        }
    }
}
