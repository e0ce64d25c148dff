package io.jenkins.plugins.stagedflow.runner;

import io.jenkins.plugins.stagedflow.runner.context.Build;

/** The variables that Jenkins gives every run. */
final class RunVariables {
    private RunVariables() {}

    static void set(Build build, RunRequest request) {
        String number = Integer.toString(build.number());
        build.variable("BUILD_NUMBER", number);
        build.variable("BUILD_ID", number);
        build.variable("BUILD_DISPLAY_NAME", build.displayName());
        build.variable("BUILD_TAG", "jenkins-" + build.job() + "-" + number);
        build.variable("JOB_NAME", build.job());
        build.variable("JOB_BASE_NAME", build.job());
        build.variable("CI", "true");
        request.variables().forEach(build::variable);
        request.parameters().forEach(build::parameter);
    }
}
