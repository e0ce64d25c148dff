package io.jenkins.plugins.stagedflow.runner;

import io.jenkins.plugins.stagedflow.runner.credentials.CredentialSource;
import io.jenkins.plugins.stagedflow.runner.credentials.EnvironmentSource;
import io.jenkins.plugins.stagedflow.runner.credentials.FileSource;
import io.jenkins.plugins.stagedflow.runner.credentials.LocalCredentials;
import java.util.ArrayList;
import java.util.List;

/** The credentials that a request names. */
final class RunCredentials {
    private RunCredentials() {}

    static LocalCredentials of(RunRequest request) {
        List<CredentialSource> sources = new ArrayList<>();
        sources.add(new EnvironmentSource(request.environment()));
        request.credentials().ifPresent(file -> sources.add(FileSource.read(file)));
        return new LocalCredentials(sources);
    }
}
