package io.jenkins.plugins.stagedflow.runner.steps;

import io.jenkins.plugins.stagedflow.runner.scm.SourceRepository;
import java.util.List;
import java.util.Map;

/** The variable {@code scm}: the repository of the Jenkinsfile. The getters are its properties in a Jenkinsfile. */
public final class ScmVariable {
    private final SourceRepository repository;

    ScmVariable(SourceRepository repository) {
        this.repository = repository;
    }

    /** Returns the branch that is checked out. */
    public List<Map<String, String>> getBranches() throws InterruptedException {
        return List.of(Map.of("name", repository.branch()));
    }

    /** Returns the remote. */
    public List<Map<String, String>> getUserRemoteConfigs() throws InterruptedException {
        return List.of(Map.of("url", repository.url()));
    }
}
