package io.jenkins.plugins.stagedflow.github;

import io.jenkins.plugins.stagedflow.host.Console;
import io.jenkins.plugins.stagedflow.host.HostTask;
import io.jenkins.plugins.stagedflow.host.Timing;

/**
 * Fails if a repository cannot be seen with its token, so that this is known before anything is changed. Returns the
 * address of the repository's page.
 *
 * @param repository the repository
 */
public record RequireRepository(GitHubRepository repository) implements HostTask<String> {
    @Override
    public String run(Console console) throws InterruptedException {
        return new Attempts("find the repository " + repository, repository, console, Timing.system())
                .of(() -> String.valueOf(Api.of(repository).getHtmlUrl()));
    }
}
