package io.jenkins.plugins.stagedflow.push;

import io.jenkins.plugins.stagedflow.host.Timing;

/**
 * How images are brought to a registry.
 *
 * @param compression of layers that are not compressed
 * @param maxParallel uploads at a time
 * @param retries how often what can pass is tried again
 * @param timing the time
 */
record TransferOptions(Compression compression, int maxParallel, int retries, Timing timing) {}
