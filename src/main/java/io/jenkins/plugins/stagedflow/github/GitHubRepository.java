package io.jenkins.plugins.stagedflow.github;

import io.jenkins.plugins.stagedflow.host.InvalidRequestException;
import io.jenkins.plugins.stagedflow.host.Require;
import io.jenkins.plugins.stagedflow.host.Secret;
import java.io.Serializable;
import java.net.URI;
import java.util.regex.Pattern;

/**
 * A repository on GitHub, and who asks for it. Travels to the host; the token prints masked.
 *
 * @param api root of the REST API
 * @param name as owner/name
 * @param token of a user or an app
 */
public record GitHubRepository(URI api, String name, Secret token) implements Serializable {
    /** The API of github.com; that of GitHub Enterprise is {@code https://HOST/api/v3}. */
    public static final String GITHUB_COM = "https://api.github.com";

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9](?:[A-Za-z0-9_-]*[A-Za-z0-9])?/[A-Za-z0-9._-]+");
    private static final Pattern LOOPBACK = Pattern.compile("localhost|127(?:\\.[0-9]{1,3}){3}|\\[::1\\]");

    /** Requires a name, a token and an API that is reached by https; only on this very machine http will do. */
    public GitHubRepository {
        Require.matching("repository", name, NAME, "a repository as owner/name");
        if (token.isEmpty()) {
            throw new InvalidRequestException("githubToken", "", "the token that may release in " + name);
        }
    }

    /** Returns the repository of the given API, name and token. */
    public static GitHubRepository of(String api, String name, Secret token) {
        URI url = Require.httpUrl("apiUrl", api);
        if (!"https".equals(url.getScheme()) && !LOOPBACK.matcher(url.getHost()).matches()) {
            throw new InvalidRequestException("apiUrl", url, "an https URL, since a token is sent there");
        }
        String path = url.toString().replaceAll("/+$", "");
        return new GitHubRepository(URI.create(path), name, token);
    }

    @Override
    public String toString() {
        return name + " at " + api.getAuthority();
    }
}
