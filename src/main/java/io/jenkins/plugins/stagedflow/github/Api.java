package io.jenkins.plugins.stagedflow.github;

import java.io.IOException;
import org.kohsuke.github.GHRepository;
import org.kohsuke.github.GitHub;
import org.kohsuke.github.GitHubAbuseLimitHandler;
import org.kohsuke.github.GitHubBuilder;
import org.kohsuke.github.GitHubRateLimitHandler;
import org.kohsuke.github.RateLimitChecker;
import org.kohsuke.github.connector.GitHubConnectorResponse;

/** Opens the API. What the library would wait an hour for, a used up rate limit, is a failure here. */
final class Api {
    private Api() {}

    /** Returns the repository, or fails if it cannot be seen with the token. */
    static GHRepository of(GitHubRepository repository) throws IOException {
        GitHub api = new GitHubBuilder()
                .withEndpoint(repository.api().toString())
                .withOAuthToken(repository.token().reveal())
                .withConnector(new ApiConnection())
                .withRateLimitChecker(RateLimitChecker.NONE)
                .withRateLimitHandler(new GitHubRateLimitHandler() {
                    @Override
                    public void onError(GitHubConnectorResponse response) throws IOException {
                        throw RefusedAnswerException.limit(response);
                    }
                })
                .withAbuseLimitHandler(new GitHubAbuseLimitHandler() {
                    @Override
                    public void onError(GitHubConnectorResponse response) throws IOException {
                        throw RefusedAnswerException.limit(response);
                    }
                })
                .build();
        return api.getRepository(repository.name());
    }
}
