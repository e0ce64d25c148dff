package io.jenkins.plugins.stagedflow.registry;

import java.io.Serializable;

/**
 * What a registry keeps of an image.
 *
 * @param digest of its manifest or index
 * @param bytes of configuration and layers as kept, compressed; of all platforms together for an index
 */
public record ImageSummary(String digest, long bytes) implements Serializable {}
