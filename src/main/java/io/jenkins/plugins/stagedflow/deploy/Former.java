package io.jenkins.plugins.stagedflow.deploy;

import java.util.List;
import java.util.Map;

/**
 * What was there before the deployment.
 *
 * @param commit the commit of the checkout
 * @param tag the image tag of the version, or an empty text
 * @param containers a line a container: the id of its image, the reference it was started by, and the digest of the
 *     image in its registry, or a dash
 * @param known whether it could be found out what ran
 * @param head the commit of the checkout now; another one if an earlier deployment did not reach its end
 * @param cutOff whether one did not: then this is what was there before that one
 */
record Former(String commit, String tag, List<String> containers, boolean known, String head, boolean cutOff) {
    static Former of(RemoteOutput output) {
        return new Former(
                output.fact("commit"),
                output.fact("tag"),
                output.facts("container"),
                output.facts("unknown").isEmpty(),
                output.fact("head"),
                !output.facts("cut-off").isEmpty());
    }

    static Former nothing() {
        return new Former("", "", List.of(), true, "", false);
    }

    /** Returns whether anything ran; if it could not be found out, it may have. */
    boolean ran() {
        return !known || !containers.isEmpty();
    }

    /** Returns the tag, or the commit if there is none, or an empty text if nothing ran. */
    String version() {
        return tag.isEmpty() ? ran() ? commit : "" : tag;
    }

    /** Returns the containers as they are told: reference, then digest or id of the image. */
    List<String> images() {
        return containers.stream().map(Former::image).distinct().toList();
    }

    /** Returns the values by which a script knows this. */
    Map<String, String> values() {
        return Map.of(
                "SF_HEAD",
                head,
                "SF_CUT_OFF",
                cutOff ? "yes" : "no",
                "SF_FORMER_COMMIT",
                commit,
                "SF_FORMER_TAG",
                tag,
                "SF_FORMER_KNOWN",
                known ? "yes" : "no",
                "SF_RAN_BEFORE",
                ran() ? "yes" : "no",
                "SF_FORMER_IMAGES",
                String.join("\n", containers));
    }

    private static String image(String container) {
        String[] words = container.split(" ");
        return words.length > 2 && words[2].contains("@") ? words[1] + " " + words[2] : words[1] + " " + words[0];
    }
}
