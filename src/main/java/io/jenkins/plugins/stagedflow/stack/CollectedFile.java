package io.jenkins.plugins.stagedflow.stack;

import java.io.Serializable;

/**
 * A file that was collected.
 *
 * @param name its name in the directory
 * @param bytes its size
 * @param cut whether something was left out to keep it small; the file says so too
 */
public record CollectedFile(String name, long bytes, boolean cut) implements Serializable {}
