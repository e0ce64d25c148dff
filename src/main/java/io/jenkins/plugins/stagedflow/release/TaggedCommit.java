package io.jenkins.plugins.stagedflow.release;

/**
 * A tag of a remote.
 *
 * @param name its name without {@code refs/tags/}
 * @param commit the full SHA of what it marks in the end
 */
record TaggedCommit(String name, String commit) {}
