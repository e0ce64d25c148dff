package io.jenkins.plugins.stagedflow.jenkins;

import io.jenkins.plugins.stagedflow.host.Console;
import io.jenkins.plugins.stagedflow.host.Host;
import io.jenkins.plugins.stagedflow.host.HostPath;
import io.jenkins.plugins.stagedflow.host.Timing;
import io.jenkins.plugins.stagedflow.jenkins.config.Defaults;
import io.jenkins.plugins.stagedflow.jenkins.config.Settings;
import java.time.Duration;

/**
 * Where an operation of a build works.
 *
 * @param host the agent
 * @param console the log of the step
 * @param timing the clock
 * @param credentials what the build may use
 * @param settings what is set once for all steps
 * @param temporary a directory beside the workspace, which containers of the build see too
 * @param waited how long the step has waited already for what it needs
 */
record Site(
        Host host,
        Console console,
        Timing timing,
        BuildCredentials credentials,
        Settings settings,
        HostPath temporary,
        Duration waited) {
    /** Returns the same place for a step that has waited for so long. */
    Site after(Duration time) {
        return new Site(host, console, timing, credentials, settings, temporary, time);
    }

    /** Returns what steps use where the Jenkinsfile gives no argument. */
    Defaults defaults() {
        return settings.defaults();
    }

    /** Returns where what must outlive a step is kept, for all steps of the build that share the workspace. */
    String stateDirectory() {
        return temporary.resolve("staged-flow").value();
    }

    /** Returns whether the build is of a change from a fork, as the source of a multibranch project tells. */
    boolean isOfFork() {
        return !host.environment().getOrDefault("CHANGE_FORK", "").isEmpty();
    }
}
