package io.jenkins.plugins.stagedflow.git;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.Inflater;

/**
 * Packs of tag objects, which are never stored as differences.
 *
 * @see <a href="https://git-scm.com/docs/gitformat-pack">pack format</a>
 */
final class Pack {
    private static final int SIGNATURE = 0x5041434b;
    private static final int VERSION = 2;
    private static final int HEADER = 12;
    private static final int TYPE_TAG = 4;
    private static final int MOST_BYTES = 1024 * 1024;

    private Pack() {}

    /** Returns the pack of one tag. */
    static byte[] of(TagObject tag) throws IOException {
        ByteArrayOutputStream pack = new ByteArrayOutputStream();
        pack.writeBytes(ByteBuffer.allocate(HEADER)
                .putInt(SIGNATURE)
                .putInt(VERSION)
                .putInt(1)
                .array());
        byte[] content = tag.bytes();
        writeHeader(pack, content.length);
        try (DeflaterOutputStream deflater = new DeflaterOutputStream(pack, new Deflater())) {
            deflater.write(content);
        }
        pack.writeBytes(sha1(pack.toByteArray()));
        return pack.toByteArray();
    }

    /** Returns the tag of that id, if it is among the objects a pack begins with. */
    static Optional<TagObject> find(byte[] pack, String id) throws IOException {
        if (pack.length < HEADER || ByteBuffer.wrap(pack).getInt() != SIGNATURE) {
            throw new IOException("it sent something that is no pack");
        }
        int objects = ByteBuffer.wrap(pack).getInt(HEADER - Integer.BYTES);
        int position = HEADER;
        for (int i = 0; i < objects && position < pack.length; i++) {
            Entry entry = Entry.at(pack, position);
            if (!entry.isWhole()) {
                break;
            }
            Inflated inflated = Inflated.of(pack, entry.start(), entry.size());
            TagObject tag = TagObject.of(inflated.content());
            if (entry.type() == TYPE_TAG && tag.id().equals(id)) {
                return Optional.of(tag);
            }
            position = inflated.end();
        }
        return Optional.empty();
    }

    // Three bits of type, then the size: four bits, and seven in each byte that follows.
    private static void writeHeader(ByteArrayOutputStream pack, int size) {
        int current = TYPE_TAG << 4 | size & 0x0f;
        for (int rest = size >>> 4; rest != 0; rest >>>= 7) {
            pack.write(current | 0x80);
            current = rest & 0x7f;
        }
        pack.write(current);
    }

    private static byte[] sha1(byte[] content) {
        try {
            return MessageDigest.getInstance("SHA-1").digest(content);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-1", e);
        }
    }

    private record Entry(int type, long size, int start) {
        /** Returns whether it is an object of its own, not a difference to another. */
        boolean isWhole() {
            return type >= 1 && type <= TYPE_TAG && size <= MOST_BYTES;
        }

        static Entry at(byte[] pack, int position) {
            int next = position;
            int current = pack[next++];
            int type = current >> 4 & 7;
            long size = current & 0x0f;
            for (int shift = 4; (current & 0x80) != 0 && next < pack.length; shift += 7) {
                current = pack[next++];
                size |= (long) (current & 0x7f) << shift;
            }
            return new Entry(type, size, next);
        }
    }

    private record Inflated(byte[] content, int end) {
        static Inflated of(byte[] pack, int start, long size) throws IOException {
            Inflater inflater = new Inflater();
            try {
                byte[] content = new byte[(int) size];
                inflater.setInput(pack, start, pack.length - start);
                int count = inflater.inflate(content);
                // The end of the stream may still have to be read.
                inflater.inflate(new byte[1]);
                if (count != size || !inflater.finished()) {
                    throw new IOException("it sent a damaged pack");
                }
                return new Inflated(content, start + (int) inflater.getBytesRead());
            } catch (DataFormatException e) {
                throw new IOException("it sent a damaged pack", e);
            } finally {
                inflater.end();
            }
        }
    }
}
