package io.jenkins.plugins.stagedflow.deploy;

import java.util.List;

/**
 * What was there before the deployment.
 *
 * @param commit the commit of the checkout
 * @param tag the image tag of the version, or an empty text
 * @param containers a line a container: the id of its image, and the reference it was started by
 * @param known whether it could be found out what ran
 */
record Former(String commit, String tag, List<String> containers, boolean known) {
    static Former of(RemoteOutput output) {
        return new Former(
                output.fact("commit"),
                output.fact("tag"),
                output.facts("container"),
                output.facts("unknown").isEmpty());
    }

    /** Returns whether anything ran; if it could not be found out, it may have. */
    boolean ran() {
        return !known || !containers.isEmpty();
    }

    /** Returns the tag, or the commit if there is none, or an empty text if nothing ran. */
    String version() {
        return tag.isEmpty() ? ran() ? commit : "" : tag;
    }
}
