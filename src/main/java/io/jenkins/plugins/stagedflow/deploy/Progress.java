package io.jenkins.plugins.stagedflow.deploy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How far a deployment is: collects the parts of its result. */
final class Progress {
    private static final int BODY_SHOWN = 500;

    private final DeployRequest request;
    private final Map<String, Double> seconds;
    private final List<String> warnings = new ArrayList<>();
    private Former former = Former.nothing();
    private String compose = "";
    private String newCommit = "";
    private String version = "";
    private String commit = "";
    private List<String> running = List.of();
    private boolean rolledBack;
    private boolean healthy;
    private String body = "";
    private boolean starting;

    Progress(DeployRequest request, Map<String, Double> seconds) {
        this.request = request;
        this.seconds = seconds;
    }

    /** Notes what was there before. */
    void found(Former state) {
        former = state;
        version = state.cutOff() ? "" : state.version();
        commit = state.head();
        running = state.cutOff() ? List.of() : state.images();
    }

    /** Notes which compose the target has, as its scripts tell each other. */
    void composing(String program) {
        compose = program;
    }

    /** Notes to which commit it goes. */
    void heading(String wanted) {
        newCommit = wanted;
    }

    /** Notes that the checkout is at the new commit; from here on it is not sure what runs. */
    void moved() {
        commit = newCommit;
    }

    /** Notes that the checkout is back where it was; nothing else was touched. */
    void restored() {
        commit = former.head();
    }

    /** Notes the answer of the health URL, in Base64. */
    void healthy(boolean good, String answer) {
        healthy = good;
        String text = new String(Base64.getDecoder().decode(answer), StandardCharsets.UTF_8);
        body = text.substring(0, Math.min(text.length(), BODY_SHOWN));
    }

    /** Notes whether containers are being started: if that is cut off, the engine may still be stopping some of them. */
    void starting(boolean now) {
        starting = now;
    }

    /** Notes that the new version runs. */
    void deployed() {
        version = version();
    }

    /** Notes which containers there are, a line each. */
    void running(List<String> containers) {
        running = containers;
    }

    /** Notes that nobody knows what runs. */
    void unsure() {
        version = "";
        running = List.of();
        healthy = false;
    }

    /** Notes that the version before runs again. */
    void rolledBack() {
        rolledBack = true;
        version = former.version();
        commit = former.commit();
        running = former.images();
    }

    void warn(String warning) {
        warnings.add(warning);
    }

    Former former() {
        return former;
    }

    /** Returns the commit to go to, or an empty text as long as that is not known. */
    String newCommit() {
        return newCommit;
    }

    /** Returns the version to deploy: its tag, or its commit, or an empty text as long as that is not known. */
    String version() {
        String tag = request.environment().imageTag();
        return tag.isEmpty() ? newCommit : tag;
    }

    /** Returns the values by which scripts know what was there before and where it goes. */
    Map<String, String> values() {
        Map<String, String> values = new HashMap<>(former.values());
        values.put("SF_COMMIT", newCommit.isEmpty() ? request.checkout().commit() : newCommit);
        values.put("SF_COMPOSE", compose);
        values.put("SF_RECREATE", starting ? "yes" : "no");
        return values;
    }

    DeployResult result() {
        return new DeployResult(
                request.target().toString(),
                request.checkout().directory(),
                false,
                former.version(),
                version,
                former.commit(),
                commit,
                former.images(),
                running,
                seconds,
                rolledBack,
                healthy,
                body,
                warnings,
                List.of());
    }
}
