package io.jenkins.plugins.stagedflow.boot;

import java.net.URI;
import java.time.Duration;

/**
 * Something to be fetched, and what it must be.
 *
 * @param name what it is, for messages
 * @param url its address
 * @param sha256 its SHA-256 in 64 lower-case hex digits
 * @param mostBytes a larger body is refused
 * @param anAttempt how long one attempt may take
 * @param otherwise what is not done with it when it is something else, for messages
 * @param field the field of the request that holds its sum
 */
record Download(
        String name, URI url, String sha256, int mostBytes, Duration anAttempt, String otherwise, String field) {
    private static final int MIB = 1024 * 1024;

    static Download installer(URI url, String sha256) {
        return new Download(
                "k3s installer", url, sha256, MIB, Duration.ofSeconds(30), "was not executed", "installSha256");
    }

    static Download manifest(URI url, String sha256) {
        return new Download("manifest", url, sha256, 16 * MIB, Duration.ofSeconds(60), "was not kept", "manifests");
    }

    FetchTask task(Duration left) {
        return new FetchTask(url, anAttempt.compareTo(left) < 0 ? anAttempt : left, mostBytes);
    }
}
