package io.jenkins.plugins.stagedflow.host;

import java.time.Duration;
import java.util.List;

/**
 * Files of a host. Every method throws {@link OperationFailedException}, naming path and cause, when the host declines.
 */
public interface HostFiles {
    /** Returns whether there is a file or directory at the path. */
    boolean exists(HostPath path);

    /** Returns the text of a file of at most 16 MiB. */
    String read(HostPath path);

    /** Returns the text of a file from the given byte to its end, or at most the given number of bytes of it. */
    String read(HostPath path, long offset, int mostBytes);

    /** Returns the size of a file in bytes. */
    long size(HostPath path);

    /** Returns how long ago the file was written, by the clock of the host. */
    Duration age(HostPath path);

    /** Writes a file in one step: readers see the old content or the new, also when the disk is full. */
    void write(HostPath path, byte[] content, Access access);

    /** Copies a file of the host, in one step as {@link #write}. */
    void copy(HostPath from, HostPath to, Access access);

    /** Creates a directory, readable by its owner only, and those above it that are missing. */
    void createDirectories(HostPath path);

    /** Creates one directory, readable by its owner only; returns false if there is one already. */
    boolean createDirectory(HostPath path);

    /** Creates a new directory for temporary files, readable by its owner only. The caller removes it. */
    HostPath createTemporaryDirectory(String prefix);

    /** Returns the names in a directory, in order of the alphabet. */
    List<String> list(HostPath directory);

    /** Removes a file, or a directory with all that is in it; links are removed, not followed. A missing path is fine. */
    void delete(HostPath path);

    /** Who may use a file. */
    enum Access {
        /** Read and write for the owner alone (0600). */
        OWNER("rw-------"),
        /** Read, write and execute for the owner alone (0700). */
        OWNER_EXECUTABLE("rwx------"),
        /** Readable by the group too, written by the owner (0640). */
        GROUP("rw-r-----"),
        /** Readable by everybody, written by the owner (0644). */
        EVERYBODY("rw-r--r--");

        private final String permissions;

        Access(String permissions) {
            this.permissions = permissions;
        }

        /** Returns the permissions as {@code ls} prints them. */
        public String permissions() {
            return permissions;
        }
    }
}
