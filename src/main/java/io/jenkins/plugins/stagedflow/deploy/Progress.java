package io.jenkins.plugins.stagedflow.deploy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** How far a deployment is: collects the parts of its result. */
final class Progress {
    private static final int BODY_SHOWN = 500;

    private final DeployRequest request;
    private final Map<String, Double> seconds;
    private final List<String> warnings = new ArrayList<>();
    private Former former = new Former("", "", List.of(), true);
    private String newCommit = "";
    private String runs = "";
    private String commit = "";
    private boolean rolledBack;
    private boolean healthy;
    private String body = "";

    Progress(DeployRequest request, Map<String, Double> seconds) {
        this.request = request;
        this.seconds = seconds;
    }

    /** Notes what was there before. */
    void found(Former state) {
        former = state;
        runs = state.version();
        commit = state.commit();
    }

    /** Notes where the checkout is now; from here on it is not sure what runs. */
    void moved(String head) {
        newCommit = head;
        commit = head;
    }

    /** Notes the answer of the health URL, in Base64. */
    void healthy(boolean good, String answer) {
        healthy = good;
        String text = new String(Base64.getDecoder().decode(answer), StandardCharsets.UTF_8);
        body = text.substring(0, Math.min(text.length(), BODY_SHOWN));
    }

    /** Notes that the new version runs. */
    void deployed() {
        runs = version();
    }

    /** Notes that nobody knows what runs. */
    void unsure() {
        runs = "";
        healthy = false;
    }

    /** Notes that the version before runs again. */
    void rolledBack() {
        rolledBack = true;
        runs = former.version();
        commit = former.commit();
    }

    void warn(String warning) {
        warnings.add(warning);
    }

    Former former() {
        return former;
    }

    /** Returns the version to deploy: its tag, or its commit, or an empty text as long as that is not known. */
    String version() {
        String tag = request.environment().imageTag();
        return tag.isEmpty() ? newCommit : tag;
    }

    DeployResult result() {
        return new DeployResult(
                request.target().toString(),
                request.checkout().directory(),
                false,
                former.version(),
                runs,
                former.commit(),
                commit,
                seconds,
                rolledBack,
                healthy,
                body,
                warnings);
    }
}
