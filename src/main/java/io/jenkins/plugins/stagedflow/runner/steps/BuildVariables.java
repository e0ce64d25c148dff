package io.jenkins.plugins.stagedflow.runner.steps;

import io.jenkins.plugins.stagedflow.runner.context.Build;
import io.jenkins.plugins.stagedflow.runner.cps.Names;

/** The global variables {@code env}, {@code params} and {@code currentBuild}. */
final class BuildVariables {
    private BuildVariables() {}

    static void add(Names names, Build build) {
        EnvVariable env = new EnvVariable(build);
        CurrentBuild current = new CurrentBuild(build);
        names.variable("env", () -> env);
        names.variable("params", build::parameters);
        names.variable("currentBuild", () -> current);
    }
}
