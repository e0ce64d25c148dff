package io.jenkins.plugins.stagedflow.runner.steps;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.stagedflow.host.InvalidRequestException;
import io.jenkins.plugins.stagedflow.runner.context.Build;
import io.jenkins.plugins.stagedflow.runner.context.Result;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The variable {@code currentBuild}. The getters are its properties in a Jenkinsfile. */
public final class CurrentBuild {
    private final Build build;

    CurrentBuild(Build build) {
        this.build = build;
    }

    /** Returns the result if one was set, else null. */
    @CheckForNull
    public String getResult() {
        Result result = build.resultSoFar();
        return result == null ? null : result.name();
    }

    /** Makes the result worse; a better one than it has is ignored. */
    public void setResult(String name) {
        try {
            build.worsen(Result.valueOf(name));
        } catch (IllegalArgumentException e) {
            throw new InvalidRequestException(
                    "currentBuild.result", name, "one of SUCCESS, UNSTABLE, FAILURE, NOT_BUILT, ABORTED");
        }
    }

    /** Returns the result as it would be if the run ended now. */
    public String getCurrentResult() {
        return build.result().name();
    }

    /** Returns whether the result is as good as the given one or better. */
    public boolean resultIsBetterOrEqualTo(String other) {
        return build.result().ordinal() <= Result.valueOf(other).ordinal();
    }

    /** Returns whether the result is as bad as the given one or worse. */
    public boolean resultIsWorseOrEqualTo(String other) {
        return build.result().ordinal() >= Result.valueOf(other).ordinal();
    }

    /** Returns the number of the run. */
    public int getNumber() {
        return build.number();
    }

    /** Returns the number of the run as a text. */
    public String getId() {
        return Integer.toString(build.number());
    }

    /** Returns the name of the run. */
    public String getDisplayName() {
        return build.displayName();
    }

    /** Names the run. */
    public void setDisplayName(String name) {
        build.displayName(name);
    }

    /** Returns the name of the run with that of its job. */
    public String getFullDisplayName() {
        return build.job() + " " + build.displayName();
    }

    /** Returns the description of the run. */
    public String getDescription() {
        return build.description();
    }

    /** Describes the run. */
    public void setDescription(@CheckForNull String text) {
        build.description(text == null ? "" : text);
    }

    /** Returns the name of the job. */
    public String getProjectName() {
        return build.job();
    }

    /** Returns the name of the job. */
    public String getFullProjectName() {
        return build.job();
    }

    /** Returns when the run began, in milliseconds since 1970. */
    public long getStartTimeInMillis() {
        return build.start().toEpochMilli();
    }

    /** Returns when the run began, in milliseconds since 1970. */
    public long getTimeInMillis() {
        return build.start().toEpochMilli();
    }

    /** Returns how long the run has taken so far, in milliseconds. */
    public long getDuration() {
        return Duration.between(build.start(), build.clock().instant()).toMillis();
    }

    /** Returns how long the run has taken so far. */
    public String getDurationString() {
        return getDuration() / 1000 + " sec and counting";
    }

    /** Returns null: each local run stands for itself. */
    @CheckForNull
    public Object getPreviousBuild() {
        return null;
    }

    /** Returns an empty list: no other run triggers a local one. */
    public List<Object> getUpstreamBuilds() {
        return List.of();
    }

    /** Returns an empty list: what changed since another run is not known here. */
    public List<Object> getChangeSets() {
        return List.of();
    }

    /** Returns the variables of the run. */
    public Map<String, String> getBuildVariables() {
        return build.variables();
    }

    /** Returns that the user started the run. */
    public List<Map<String, Object>> getBuildCauses() {
        return List.of(Map.of("_class", "staged-flow run", "shortDescription", "Started on the command line"));
    }
}
