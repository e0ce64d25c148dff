package io.jenkins.plugins.stagedflow.push;

import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import java.util.Optional;

/** Where images come from. It is asked by one thread, then read by several. */
interface ImageStore extends AutoCloseable {
    /** Returns the image to push, or nothing if there is none of that name. */
    Optional<ImageContents> find(PlannedPush push, Parts parts) throws IOException;

    /** Hands out configurations and layers of the images, each once, in whatever order they come, as far as wanted. */
    void read(Collection<ImageContents> images, Receiver receiver) throws IOException, InterruptedException;

    /** Returns what it is, for messages. */
    @Override
    String toString();

    @Override
    void close() throws IOException;

    /** Takes what a store hands out. */
    interface Receiver {
        /** Returns whether a part is still wanted. */
        boolean wants(String digest);

        /** Takes a configuration. */
        void configuration(String digest, byte[] content);

        /**
         * Takes a layer.
         *
         * @param digest of the bytes, if it is known before they are read
         * @param size how many they are
         */
        void layer(Optional<String> digest, long size, InputStream bytes) throws IOException, InterruptedException;
    }
}
