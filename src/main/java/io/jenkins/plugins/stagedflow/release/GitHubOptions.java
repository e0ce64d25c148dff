package io.jenkins.plugins.stagedflow.release;

import io.jenkins.plugins.stagedflow.github.GitHubRepository;
import io.jenkins.plugins.stagedflow.host.InvalidRequestException;
import io.jenkins.plugins.stagedflow.host.Require;
import io.jenkins.plugins.stagedflow.host.Secret;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;

/**
 * The release on GitHub that goes with a version, or none.
 *
 * @param apiUrl root of the REST API
 * @param repository as owner/name; empty for no release on GitHub
 * @param token who may write there
 * @param generateNotes whether GitHub lists what was merged since the release before
 * @param draft whether only those who may write see it
 * @param preRelease whether it is marked as not ready for production
 * @param assets files of the host that go with it; relative paths start at the host's directory
 */
public record GitHubOptions(
        String apiUrl,
        String repository,
        Secret token,
        boolean generateNotes,
        boolean draft,
        boolean preRelease,
        List<String> assets)
        implements Serializable {
    /** Requires files of different names, and a repository if there is anything else. */
    public GitHubOptions {
        assets = List.copyOf(assets);
        assets.forEach(asset -> Require.text("assets", asset));
        Require.noneTwice("assets", assets.stream().map(GitHubOptions::name).toList());
        boolean senseless = !assets.isEmpty() || draft || preRelease || !token.isEmpty();
        if (repository.isEmpty() && senseless) {
            throw new InvalidRequestException(
                    "repository", "", "the repository on GitHub that the release is for, as owner/name");
        }
        if (!repository.isEmpty()) {
            GitHubRepository.of(apiUrl, repository, token);
        }
    }

    /** Returns that there is no release on GitHub. */
    public static GitHubOptions none() {
        return new GitHubOptions(GitHubRepository.GITHUB_COM, "", Secret.of(""), true, false, false, List.of());
    }

    /** Returns the repository if there is to be a release. */
    Optional<GitHubRepository> target() {
        return repository.isEmpty() ? Optional.empty() : Optional.of(GitHubRepository.of(apiUrl, repository, token));
    }

    private static String name(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
