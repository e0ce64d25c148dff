package io.jenkins.plugins.stagedflow.scan;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/**
 * Takes one file out of an archive; nothing else of it reaches the disk.
 *
 * @see <a href="https://www.gnu.org/software/tar/manual/html_node/Standard.html">the format of tar</a>
 */
final class TarEntry {
    private static final int BLOCK = 512;
    private static final int NAME = 100;
    private static final int SIZE = 124;
    private static final int SIZE_LENGTH = 12;
    private static final int TYPE = 156;
    private static final int OCTAL = 8;
    private static final int BUFFER = 64 * 1024;

    private TarEntry() {}

    /** Writes the file of that name at the root of a tar.gz archive to the given path; returns whether there is one. */
    static boolean extract(Path archive, String name, Path to) throws IOException {
        try (InputStream in = new GZIPInputStream(Files.newInputStream(archive), BUFFER)) {
            byte[] header = in.readNBytes(BLOCK);
            while (header.length == BLOCK && header[0] != 0) {
                long size = size(header);
                if (isFile(header) && (name(header).equals(name) || name(header).equals("./" + name))) {
                    copy(in, to, size);
                    return true;
                }
                in.skipNBytes((size + BLOCK - 1) / BLOCK * BLOCK);
                header = in.readNBytes(BLOCK);
            }
            return false;
        }
    }

    private static boolean isFile(byte[] header) {
        return header[TYPE] == '0' || header[TYPE] == 0;
    }

    private static String name(byte[] header) {
        String name = new String(header, 0, NAME, StandardCharsets.UTF_8);
        int end = name.indexOf('\0');
        return end < 0 ? name : name.substring(0, end);
    }

    private static long size(byte[] header) throws IOException {
        String octal = new String(header, SIZE, SIZE_LENGTH, StandardCharsets.US_ASCII)
                .replace("\0", "")
                .strip();
        try {
            return Long.parseLong(octal, OCTAL);
        } catch (NumberFormatException e) {
            throw new IOException("the archive is damaged", e);
        }
    }

    private static void copy(InputStream in, Path to, long size) throws IOException {
        try (OutputStream out = Files.newOutputStream(to)) {
            byte[] buffer = new byte[BUFFER];
            long left = size;
            while (left > 0) {
                int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
                if (read < 0) {
                    throw new EOFException("the archive is cut off");
                }
                out.write(buffer, 0, read);
                left -= read;
            }
        }
    }
}
