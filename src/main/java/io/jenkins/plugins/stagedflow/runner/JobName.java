package io.jenkins.plugins.stagedflow.runner;

import java.nio.file.Path;

/** The name of the job that a local run stands for. */
final class JobName {
    private JobName() {}

    /** Returns the name of the directory that the Jenkinsfile is in, as far as a name can have it. */
    static String of(Path jenkinsfile) {
        Path directory = jenkinsfile.toAbsolutePath().normalize().getParent();
        Path name = directory == null ? null : directory.getFileName();
        return name == null ? "pipeline" : name.toString().replaceAll("[^A-Za-z0-9._-]", "-");
    }
}
