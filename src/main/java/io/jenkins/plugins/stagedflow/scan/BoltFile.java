package io.jenkins.plugins.stagedflow.scan;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/**
 * Looks into a file of bbolt, the format of Trivy's vulnerability database. It knows just enough to tell a whole database
 * with something in it from one that is empty, cut off, or something else.
 *
 * @see <a href="https://github.com/etcd-io/bbolt/blob/v1.4.3/internal/common/meta.go">the meta page</a>
 * @see <a href="https://github.com/etcd-io/bbolt/blob/v1.4.3/internal/common/page.go">pages</a>
 */
final class BoltFile implements AutoCloseable {
    private static final int MAGIC = 0xED0CDAED;
    private static final int VERSION = 2;
    private static final int HEADER = 16;
    private static final int ELEMENT = 16;
    private static final int META = 64;
    private static final int CHECKED = 56;
    private static final int BRANCH = 0x01;
    private static final int LEAF = 0x02;
    private static final int LARGEST_PAGE = 1 << 16;
    private static final int LARGEST_ROOT = 1 << 26;
    private static final int DEEPEST = 32;
    private static final long FNV_START = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    private final RandomAccessFile file;
    private long pageSize;

    private BoltFile(Path path) throws IOException {
        file = new RandomAccessFile(path.toFile(), "r");
    }

    /** Returns why the file is no database that has something in the bucket; nothing if it is one. */
    static Optional<String> problem(Path path, String bucket) {
        try (BoltFile bolt = new BoltFile(path)) {
            return bolt.problem(bucket);
        } catch (IOException | RuntimeException e) {
            return Optional.of("it cannot be read (" + e.getMessage() + ")");
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    private Optional<String> problem(String bucket) throws IOException {
        Optional<ByteBuffer> meta = newestMeta();
        if (meta.isEmpty()) {
            return Optional.of("it is no database of Trivy");
        }
        long pages = meta.get().getLong(40);
        if (pages * pageSize > file.length()) {
            return Optional.of(
                    "it is cut off: %d of at least %d bytes are there".formatted(file.length(), pages * pageSize));
        }
        return holds(page(meta.get().getLong(16)), bucket.getBytes(StandardCharsets.UTF_8), 0)
                ? Optional.empty()
                : Optional.of("there is no " + bucket + " in it");
    }

    // The two meta pages are written in turn; of those that are whole the later one counts.
    private Optional<ByteBuffer> newestMeta() throws IOException {
        Optional<ByteBuffer> first = meta(0);
        // The size of a page is in a meta page itself; without the first one the usual size is as good a guess as any.
        Optional<ByteBuffer> second = meta(first.map(meta -> meta.getInt(8)).orElse(4096));
        Optional<ByteBuffer> newest = second.isPresent()
                        && (first.isEmpty()
                                || second.get().getLong(48) > first.get().getLong(48))
                ? second
                : first;
        pageSize = newest.map(meta -> meta.getInt(8)).orElse(0);
        return newest;
    }

    private Optional<ByteBuffer> meta(long offset) throws IOException {
        if (file.length() < offset + HEADER + META) {
            return Optional.empty();
        }
        ByteBuffer meta = bytes(offset + HEADER, META);
        boolean whole = meta.getInt(0) == MAGIC
                && meta.getInt(4) == VERSION
                && meta.getInt(8) > 0
                && meta.getInt(8) <= LARGEST_PAGE
                && meta.getLong(CHECKED) == checksum(meta);
        return whole ? Optional.of(meta) : Optional.empty();
    }

    private static long checksum(ByteBuffer meta) {
        long sum = FNV_START;
        for (int i = 0; i < CHECKED; i++) {
            sum = (sum ^ (meta.get(i) & 0xff)) * FNV_PRIME;
        }
        return sum;
    }

    // Whether the bucket is below the page, and not empty.
    private boolean holds(ByteBuffer page, byte[] bucket, int depth) throws IOException {
        int kind = page.getShort(8);
        int count = page.getShort(10) & 0xffff;
        if (kind == BRANCH && depth < DEEPEST) {
            int child = 0;
            for (int i = 1; i < count && Arrays.compareUnsigned(branchKey(page, i), bucket) <= 0; i++) {
                child = i;
            }
            return count > 0 && holds(page(page.getLong(HEADER + child * ELEMENT + 8)), bucket, depth + 1);
        }
        for (int i = 0; kind == LEAF && i < count; i++) {
            int element = HEADER + i * ELEMENT;
            int key = element + page.getInt(element + 4);
            int keySize = page.getInt(element + 8);
            if (Arrays.equals(bytes(page, key, keySize), bucket)) {
                return isFilled(page, key + keySize);
            }
        }
        return false;
    }

    // The value of a bucket is where its own pages are, or, for a small one, its only page.
    private boolean isFilled(ByteBuffer page, int value) throws IOException {
        long root = page.getLong(value);
        return root == 0 ? page.getShort(value + HEADER + 10) != 0 : page(root).getShort(10) != 0;
    }

    private static byte[] branchKey(ByteBuffer page, int index) {
        int element = HEADER + index * ELEMENT;
        return bytes(page, element + page.getInt(element), page.getInt(element + 4));
    }

    private ByteBuffer page(long id) throws IOException {
        long size = (bytes(id * pageSize, HEADER).getInt(12) + 1L) * pageSize;
        if (size > LARGEST_ROOT || size <= 0) {
            throw new IOException("page " + id + " is damaged");
        }
        return bytes(id * pageSize, (int) size);
    }

    private ByteBuffer bytes(long offset, int size) throws IOException {
        byte[] bytes = new byte[size];
        file.seek(offset);
        file.readFully(bytes);
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static byte[] bytes(ByteBuffer page, int from, int size) {
        return Arrays.copyOfRange(page.array(), from, from + size);
    }
}
