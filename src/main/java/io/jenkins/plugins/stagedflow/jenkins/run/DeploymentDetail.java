package io.jenkins.plugins.stagedflow.jenkins.run;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.stagedflow.deploy.DeployResult;
import io.jenkins.plugins.stagedflow.deploy.RolloutResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What became of a deployment to one machine or several. */
public final class DeploymentDetail extends Detail {
    private final ArrayList<Machine> machines;

    private DeploymentDetail(ArrayList<Machine> machines) {
        this.machines = machines;
    }

    static DeploymentDetail of(DeployResult result) {
        return new DeploymentDetail(Limits.first(
                Limits.MOST_PARTS, List.of(result), only -> new Machine(only.target(), state(only), "", only)));
    }

    static DeploymentDetail of(RolloutResult result) {
        return new DeploymentDetail(Limits.first(
                Limits.MOST_PARTS,
                result.targets(),
                item -> new Machine(item.target(), item.state(), item.failure(), item.result())));
    }

    private static String state(DeployResult result) {
        if (result.skipped()) {
            return "skipped";
        }
        if (!result.plan().isEmpty()) {
            return "planned";
        }
        if (result.rolledBack()) {
            return "rolled back";
        }
        return result.healthy() ? "healthy" : "failed";
    }

    /** Returns the machines. */
    public List<Machine> getMachines() {
        return machines;
    }

    /** One machine. */
    public static final class Machine {
        private final String target;
        private final String directory;
        private final String state;
        private final String failure;
        private final String before;
        private final String deployed;
        private final boolean rolledBack;
        private final ArrayList<PhaseRow> phases;
        private final ArrayList<String> warnings;

        Machine(String target, String state, String failure, @CheckForNull DeployResult result) {
            this.target = Limits.text(target);
            this.state = state;
            this.failure = Limits.message(failure);
            directory = result == null ? "" : Limits.text(result.directory());
            before = result == null ? "" : Limits.text(result.versionBefore());
            deployed = result == null ? "" : Limits.text(result.versionDeployed());
            rolledBack = result != null && result.rolledBack();
            phases = result == null ? new ArrayList<>() : PhaseRow.of(result.phases());
            warnings = result == null ? new ArrayList<>() : Limits.texts(result.warnings());
        }

        /** Returns the machine. */
        public String getTarget() {
            return target;
        }

        /** Returns the checkout on it. */
        public String getDirectory() {
            return directory;
        }

        /** Returns how it ended. */
        public String getState() {
            return state;
        }

        /** Returns the name of the style of how it ended. */
        public String getStyle() {
            return switch (state) {
                case "healthy", "deployed" -> "sf-good";
                case "failed", "rolled back" -> "sf-bad";
                default -> "sf-unknown";
            };
        }

        /** Returns why it failed, or an empty text. */
        public String getFailure() {
            return failure;
        }

        /** Returns the version before, if it is known. */
        public String getBefore() {
            return before;
        }

        /** Returns the version that runs now, if it is known. */
        public String getDeployed() {
            return deployed;
        }

        /** Returns whether the version before was brought back. */
        public boolean isRolledBack() {
            return rolledBack;
        }

        /** Returns how long each phase took. */
        public List<PhaseRow> getPhases() {
            return phases;
        }

        /** Returns what went wrong without making the deployment fail. */
        public List<String> getWarnings() {
            return warnings;
        }
    }

    /** A phase and how long it took. */
    public static final class PhaseRow {
        private static final int WHOLE = 100;

        private final String name;
        private final double seconds;
        private final int percent;

        private PhaseRow(String name, double seconds, double longest) {
            this.name = Limits.text(name);
            this.seconds = seconds;
            percent = longest <= 0 ? 0 : (int) Math.round(WHOLE * seconds / longest);
        }

        static ArrayList<PhaseRow> of(Map<String, Double> phases) {
            double longest = phases.values().stream()
                    .mapToDouble(Double::doubleValue)
                    .max()
                    .orElse(0);
            return Limits.first(
                    Limits.MOST_PARTS,
                    List.copyOf(phases.entrySet()),
                    phase -> new PhaseRow(phase.getKey(), phase.getValue(), longest));
        }

        /** Returns the phase. */
        public String getName() {
            return name;
        }

        /** Returns how long it took. */
        public String getSeconds() {
            return Seconds.text(seconds);
        }

        /** Returns that in percent of the longest phase. */
        public int getPercent() {
            return percent;
        }
    }
}
