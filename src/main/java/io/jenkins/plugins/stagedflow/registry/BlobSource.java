package io.jenkins.plugins.stagedflow.registry;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.OptionalLong;

/** Where the bytes of a blob come from, as often as they have to be sent. */
public interface BlobSource {
    /** Returns the bytes from the given one on; reading waits for those that are not there yet. */
    InputStream open(long from) throws IOException;

    /** Returns the size in bytes as far as it is known before all bytes are there. */
    OptionalLong size();

    /** Returns what the blob is, once all its bytes are there. */
    Blob whole() throws IOException;

    /** Returns a source of bytes in memory. */
    static BlobSource of(byte[] content) {
        byte[] bytes = content.clone();
        return of(Blob.of(bytes), from -> new ByteArrayInputStream(bytes, (int) from, bytes.length - (int) from));
    }

    /** Returns a source of a blob that is there as a whole. */
    static BlobSource of(Blob blob, Opening opening) {
        return new BlobSource() {
            @Override
            public InputStream open(long from) throws IOException {
                return opening.from(from);
            }

            @Override
            public OptionalLong size() {
                return OptionalLong.of(blob.size());
            }

            @Override
            public Blob whole() {
                return blob;
            }
        };
    }

    /** Opens bytes from the given one on. */
    @FunctionalInterface
    interface Opening {
        /** Returns a stream that begins with that byte. */
        InputStream from(long offset) throws IOException;
    }
}
