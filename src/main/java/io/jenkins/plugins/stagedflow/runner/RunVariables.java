package io.jenkins.plugins.stagedflow.runner;

import io.jenkins.plugins.stagedflow.runner.context.Build;
import io.jenkins.plugins.stagedflow.runner.credentials.EnvironmentSource;
import io.jenkins.plugins.stagedflow.runner.scm.SourceRepository;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The variables of a run: those Jenkins gives every run of a branch, those of the user over them. */
final class RunVariables {
    private RunVariables() {}

    static void set(Build build, RunRequest request, Optional<SourceRepository> sources) throws InterruptedException {
        String number = Integer.toString(build.number());
        build.variable("BUILD_NUMBER", number);
        build.variable("BUILD_ID", number);
        build.variable("BUILD_DISPLAY_NAME", build.displayName());
        build.variable("BUILD_TAG", "jenkins-" + build.job() + "-" + number);
        build.variable("JOB_NAME", build.job());
        build.variable("JOB_BASE_NAME", build.job());
        build.variable("CI", "true");
        String branch = sources.isPresent() ? sources.get().branch() : "";
        if (!branch.isEmpty()) {
            build.variable("BRANCH_NAME", branch);
        }
        request.variables().forEach(build::variable);
        request.parameters().forEach(build::parameter);
    }

    /** Returns the variables of the machine, without the credentials among them. */
    static Map<String, String> machine(RunRequest request) {
        Map<String, String> machine = new HashMap<>(request.environment());
        machine.keySet().removeIf(EnvironmentSource::isCredential);
        return machine;
    }
}
