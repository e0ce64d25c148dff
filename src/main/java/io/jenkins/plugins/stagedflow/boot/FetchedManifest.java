package io.jenkins.plugins.stagedflow.boot;

import java.io.Serializable;

/**
 * Manifests that were fetched and verified.
 *
 * @param url where they are from
 * @param path the file they are in
 * @param sha256 their SHA-256, the one that was asked for
 * @param download how fetching them went, and its log
 */
public record FetchedManifest(String url, String path, String sha256, BackgroundJob download) implements Serializable {}
