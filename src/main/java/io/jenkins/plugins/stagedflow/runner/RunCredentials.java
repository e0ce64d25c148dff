package io.jenkins.plugins.stagedflow.runner;

import io.jenkins.plugins.stagedflow.host.LocalHost;
import io.jenkins.plugins.stagedflow.runner.credentials.CredentialSource;
import io.jenkins.plugins.stagedflow.runner.credentials.EnvironmentSource;
import io.jenkins.plugins.stagedflow.runner.credentials.FileSource;
import io.jenkins.plugins.stagedflow.runner.credentials.KeyringSource;
import io.jenkins.plugins.stagedflow.runner.credentials.LocalCredentials;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The credentials that a request names. */
final class RunCredentials {
    private RunCredentials() {}

    static LocalCredentials of(RunRequest request) {
        List<CredentialSource> sources = new ArrayList<>();
        sources.add(new EnvironmentSource(request.environment()));
        request.credentials().ifPresent(file -> sources.add(FileSource.read(file)));
        if (request.keyring()) {
            sources.add(KeyringSource.open(new LocalHost(Path.of("").toAbsolutePath(), request.environment())));
        }
        return new LocalCredentials(sources);
    }
}
