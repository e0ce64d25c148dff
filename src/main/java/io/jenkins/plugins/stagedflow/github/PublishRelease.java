package io.jenkins.plugins.stagedflow.github;

import io.jenkins.plugins.stagedflow.host.Console;
import io.jenkins.plugins.stagedflow.host.HostTask;
import io.jenkins.plugins.stagedflow.host.Timing;

/**
 * Makes the release of a tag, or completes the one there is: each run does what is missing, so a run that was cut off can
 * be repeated. A release with files is a draft until all of them are there.
 *
 * @param repository the repository
 * @param content what the release is to be
 * @see <a href="https://docs.github.com/en/rest/releases/releases">REST API of releases</a>
 */
public record PublishRelease(GitHubRepository repository, ReleaseContent content)
        implements HostTask<PublishedRelease> {
    @Override
    public PublishedRelease run(Console console) throws InterruptedException {
        return run(console, Timing.system());
    }

    PublishedRelease run(Console console, Timing timing) throws InterruptedException {
        String action = "publish the release " + content.tag() + " in " + repository;
        return new Attempts(action, repository, console, timing)
                .of(() -> new Publisher(Api.of(repository), content, console).publish());
    }
}
