package io.jenkins.plugins.stagedflow.push;

import java.io.IOException;
import java.io.Serializable;

/** Where on a host images are; a value that travels there. */
@FunctionalInterface
interface ImagePlace extends Serializable {
    /**
     * Opens the place.
     *
     * @throws IOException if it cannot be used
     */
    ImageStore open(Compression compression) throws IOException;
}
