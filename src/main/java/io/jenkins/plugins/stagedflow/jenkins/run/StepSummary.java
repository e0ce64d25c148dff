package io.jenkins.plugins.stagedflow.jenkins.run;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A step of a run: how it ended, how long it took, what it did. */
public final class StepSummary {
    private final String node;
    private final String step;
    private final String label;
    private final String stage;
    private final Outcome outcome;
    private final String message;
    private final double seconds;
    private final ArrayList<String> artifacts;

    @CheckForNull
    private final Detail detail;

    private StepSummary(
            String node,
            String step,
            String label,
            String stage,
            Outcome outcome,
            String message,
            double seconds,
            List<String> artifacts,
            @CheckForNull Detail detail) {
        this.node = node;
        this.step = step;
        this.label = Limits.text(label);
        this.stage = Limits.text(stage);
        this.outcome = outcome;
        this.message = Limits.message(message);
        this.seconds = seconds;
        this.artifacts = Limits.texts(artifacts);
        this.detail = detail;
    }

    /** Creates the summary of a step by its place in the Pipeline. */
    public StepSummary(
            String node, String step, String label, String stage, Outcome outcome, String message, double seconds) {
        this(node, step, label, stage, outcome, message, seconds, List.of(), null);
    }

    StepSummary with(@CheckForNull Detail other) {
        return new StepSummary(node, step, label, stage, outcome, message, seconds, artifacts, other);
    }

    StepSummary withArtifacts(List<String> names) {
        return new StepSummary(node, step, label, stage, outcome, message, seconds, names, detail);
    }

    /** Returns the id of its node in the Pipeline. */
    public String getNode() {
        return node;
    }

    /** Returns what a Jenkinsfile calls it. */
    public String getStep() {
        return step;
    }

    /** Returns what it works on. */
    public String getLabel() {
        return label;
    }

    /** Returns the stage or branch that it is in, or an empty text. */
    public String getStage() {
        return stage;
    }

    /** Returns how it ended. */
    public Outcome getOutcome() {
        return outcome;
    }

    /** Returns why it failed, or what there is to warn of. */
    public String getMessage() {
        return message;
    }

    /** Returns how long it took. */
    public String getSeconds() {
        return Seconds.text(seconds);
    }

    /** Returns the paths of the artifacts that it archived. */
    public List<String> getArtifacts() {
        return artifacts;
    }

    /** Returns what it did, if a page shows that. */
    @CheckForNull
    public Detail getDetail() {
        return detail;
    }

    /** How a step ended. */
    public enum Outcome {
        /** All went well. */
        PASSED("symbol-status-blue"),
        /** It did what it should, and there is something to warn of. */
        UNSTABLE("symbol-status-yellow"),
        /** It failed. */
        FAILED("symbol-status-red");

        private final String icon;

        Outcome(String icon) {
            this.icon = icon;
        }

        /** Returns the symbol that shows it. */
        public String getIcon() {
            return icon;
        }

        /** Returns the word for people. */
        public String getWord() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
