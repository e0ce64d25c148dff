package io.jenkins.plugins.stagedflow.push;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Reads an archive from its beginning to its end: the ustar format with the long names and sizes of pax and GNU tar.
 *
 * @see <a href="https://pubs.opengroup.org/onlinepubs/9799919799/utilities/pax.html">pax</a>
 */
final class TarReader {
    private static final int BLOCK = 512;
    private static final int MOST_META = 1 << 20;
    private static final int CHECKSUM = 148;
    private static final int CHECKSUM_LENGTH = 8;
    private static final char PAX = 'x';
    private static final char PAX_OF_ALL = 'g';
    private static final char GNU_NAME = 'L';
    private static final char GNU_LINK = 'K';
    private static final char SYMBOLIC_LINK = '2';
    private static final char HARD_LINK = '1';

    private final InputStream archive;
    private final byte[] header = new byte[BLOCK];
    private long position;
    private long left;
    private long padding;

    TarReader(InputStream archive) {
        this.archive = archive;
    }

    /**
     * Returns the next entry, nothing at the end.
     *
     * @throws IOException if the archive cannot be read, is damaged, or ends before its end
     */
    Optional<Entry> next() throws IOException {
        Meta meta = new Meta("", "", -1);
        while (true) {
            skipRest();
            if (!readHeader()) {
                return Optional.empty();
            }
            char type = (char) header[156];
            long size = number(124, 12);
            switch (type) {
                case PAX -> meta = pax(meta, text(size));
                case PAX_OF_ALL -> text(size);
                case GNU_NAME -> meta = new Meta(utf8(untilNul(text(size))), meta.link, meta.size);
                case GNU_LINK -> meta = new Meta(meta.name, utf8(untilNul(text(size))), meta.size);
                default -> {
                    return Optional.of(entry(type, size, meta));
                }
            }
        }
    }

    /** Returns the bytes of the entry that was returned last; they end where it ends. */
    InputStream content() {
        return new Content();
    }

    private Entry entry(char type, long sizeInHeader, Meta meta) throws IOException {
        String name = meta.name.isEmpty() ? name() : meta.name;
        String link = meta.link.isEmpty() ? field(157, 100) : meta.link;
        boolean isLink = type == SYMBOLIC_LINK || type == HARD_LINK;
        long size = meta.size < 0 ? sizeInHeader : meta.size;
        boolean isFile = type == '0' || type == 0;
        begin(isLink ? 0 : size);
        return new Entry(normalized(name), isFile, type == SYMBOLIC_LINK ? link : "", position, isFile ? size : 0);
    }

    private static String normalized(String name) {
        return name.startsWith("./") ? name.substring(2) : name;
    }

    private boolean readHeader() throws IOException {
        int count = archive.readNBytes(header, 0, BLOCK);
        position += count;
        if (count < BLOCK) {
            throw new EOFException("the archive ends after %d bytes, in the middle".formatted(position));
        }
        if (isEmpty()) {
            return false;
        }
        if (number(CHECKSUM, CHECKSUM_LENGTH) != sum()) {
            throw new IOException("the archive is damaged at byte " + (position - BLOCK));
        }
        return true;
    }

    private boolean isEmpty() {
        for (byte b : header) {
            if (b != 0) {
                return false;
            }
        }
        return true;
    }

    private long sum() {
        long sum = 0;
        for (int i = 0; i < BLOCK; i++) {
            boolean isSum = i >= CHECKSUM && i < CHECKSUM + CHECKSUM_LENGTH;
            sum += isSum ? ' ' : header[i] & 0xff;
        }
        return sum;
    }

    private String name() {
        String prefix = new String(header, 257, 5, StandardCharsets.US_ASCII).equals("ustar") ? field(345, 155) : "";
        boolean isGnu = header[263] == ' ';
        return prefix.isEmpty() || isGnu ? field(0, 100) : prefix + "/" + field(0, 100);
    }

    private String field(int offset, int length) {
        return untilNul(new String(header, offset, length, StandardCharsets.UTF_8));
    }

    // Octal digits, or where they do not suffice a binary number with the highest bit set.
    private long number(int offset, int length) throws IOException {
        if ((header[offset] & 0x80) != 0) {
            long value = header[offset] & 0x7f;
            for (int i = 1; i < length; i++) {
                value = value << 8 | header[offset + i] & 0xff;
            }
            return value;
        }
        String digits = field(offset, length).strip();
        try {
            return digits.isEmpty() ? 0 : Long.parseLong(digits, 8);
        } catch (NumberFormatException e) {
            throw new IOException("the archive is damaged at byte " + (position - BLOCK), e);
        }
    }

    private static Meta pax(Meta meta, String records) throws IOException {
        Meta known = meta;
        String rest = records;
        try {
            while (!rest.isEmpty()) {
                int space = rest.indexOf(' ');
                int length = Integer.parseInt(rest.substring(0, space));
                String[] record = rest.substring(space + 1, length - 1).split("=", 2);
                known = switch (record[0]) {
                    case "path" -> new Meta(utf8(record[1]), known.link, known.size);
                    case "linkpath" -> new Meta(known.name, utf8(record[1]), known.size);
                    case "size" -> new Meta(known.name, known.link, Long.parseLong(record[1]));
                    default -> known;
                };
                rest = rest.substring(length);
            }
            return known;
        } catch (RuntimeException e) {
            throw new IOException("the archive has a damaged header", e);
        }
    }

    private String text(long size) throws IOException {
        if (size > MOST_META) {
            throw new IOException("the archive has a header of " + size + " bytes");
        }
        begin(size);
        return new String(content().readAllBytes(), StandardCharsets.ISO_8859_1);
    }

    // Lengths count bytes, so the text is one of bytes until it is taken apart.
    private static String utf8(String bytes) {
        return new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    private static String untilNul(String text) {
        int nul = text.indexOf(0);
        return nul < 0 ? text : text.substring(0, nul);
    }

    private void begin(long size) throws IOException {
        if (size < 0) {
            throw new IOException("the archive is damaged at byte " + (position - BLOCK));
        }
        left = size;
        padding = (BLOCK - size % BLOCK) % BLOCK;
    }

    private void skipRest() throws IOException {
        try {
            archive.skipNBytes(left + padding);
            position += left + padding;
            left = 0;
            padding = 0;
        } catch (EOFException e) {
            throw new EOFException("the archive ends after %d bytes, in the middle".formatted(position));
        }
    }

    private record Meta(String name, String link, long size) {}

    /**
     * An entry of an archive.
     *
     * @param name its path, without {@code ./}
     * @param isFile whether it has content
     * @param target where it points if it is a symbolic link, else empty
     * @param offset the byte of the archive its content begins at
     * @param size of its content in bytes
     */
    record Entry(String name, boolean isFile, String target, long offset, long size) {}

    private final class Content extends InputStream {
        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int most) throws IOException {
            if (left == 0) {
                return -1;
            }
            int count = archive.read(bytes, offset, (int) Math.min(most, left));
            if (count < 0) {
                throw new EOFException("the archive ends after %d bytes, in the middle".formatted(position));
            }
            left -= count;
            position += count;
            return count;
        }
    }
}
