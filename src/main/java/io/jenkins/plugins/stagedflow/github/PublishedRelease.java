package io.jenkins.plugins.stagedflow.github;

import java.io.Serializable;

/**
 * A release that is there.
 *
 * @param url its page
 * @param existing whether it was there before
 */
public record PublishedRelease(String url, boolean existing) implements Serializable {}
