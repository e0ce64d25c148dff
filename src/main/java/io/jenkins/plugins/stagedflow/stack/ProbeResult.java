package io.jenkins.plugins.stagedflow.stack;

import java.io.Serializable;

/**
 * A part of the stack that has proved healthy.
 *
 * @param name its name
 * @param url where it answered
 * @param status with which HTTP status
 * @param seconds how long it took until then, from when the stack was started
 */
public record ProbeResult(String name, String url, int status, double seconds) implements Serializable {}
