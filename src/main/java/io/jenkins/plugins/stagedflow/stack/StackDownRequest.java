package io.jenkins.plugins.stagedflow.stack;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.stagedflow.compose.ComposeProject;
import io.jenkins.plugins.stagedflow.host.Require;
import java.io.Serializable;
import java.util.Optional;

/** What to take down. Immutable. */
public final class StackDownRequest implements Serializable {
    private static final long serialVersionUID = 1L;

    @CheckForNull
    private final ComposeProject compose;

    private final String stateDirectory;
    private final boolean uninstallK3s;

    private StackDownRequest(@CheckForNull ComposeProject compose, String stateDirectory, boolean uninstallK3s) {
        this.compose = compose;
        this.stateDirectory = Require.text("stateDirectory", stateDirectory);
        this.uninstallK3s = uninstallK3s;
    }

    /** Returns a request for the flow with that state directory: its jobs and its login. */
    public static StackDownRequest of(String stateDirectory) {
        return new StackDownRequest(null, stateDirectory, false);
    }

    /** Returns this request, taking down the project with its volumes too. */
    public StackDownRequest with(ComposeProject project) {
        return new StackDownRequest(project, stateDirectory, uninstallK3s);
    }

    /** Returns this request, uninstalling k3s too if the flow installed it. */
    public StackDownRequest withK3s() {
        return new StackDownRequest(compose, stateDirectory, true);
    }

    /** Returns the project to take down. */
    public Optional<ComposeProject> compose() {
        return Optional.ofNullable(compose);
    }

    /** Returns the directory of the flow. */
    public String stateDirectory() {
        return stateDirectory;
    }

    /** Returns whether k3s goes too. */
    public boolean uninstallK3s() {
        return uninstallK3s;
    }
}
