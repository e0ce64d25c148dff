package io.jenkins.plugins.stagedflow.cli;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.stagedflow.host.Secret;
import io.jenkins.plugins.stagedflow.release.GitHubOptions;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;

/** The release on GitHub that goes with a version. */
final class GitHubReleaseOptions {
    @Option(
            names = "--repository",
            paramLabel = "OWNER/NAME",
            defaultValue = "",
            description = "Repository on GitHub to make a release in; none if left out.")
    private String repository;

    @CheckForNull
    @Option(
            names = "--github-token-from",
            paramLabel = "SOURCE",
            description = "Where a token is that may write there: env:NAME, file:PATH or stdin.")
    private SecretSource token;

    @Option(
            names = "--api-url",
            paramLabel = "URL",
            defaultValue = "https://api.github.com",
            description = "API of GitHub; https://HOST/api/v3 for GitHub Enterprise (${DEFAULT-VALUE}).")
    private String apiUrl;

    @Option(
            names = "--generate-notes",
            negatable = true,
            defaultValue = "true",
            fallbackValue = "true",
            description = "Let GitHub list what was merged since the release before (the default).")
    private boolean generateNotes;

    @Option(names = "--draft", description = "Leave the release on GitHub a draft.")
    private boolean draft;

    @Option(names = "--pre-release", description = "Mark the release on GitHub as a pre-release.")
    private boolean preRelease;

    @Option(
            names = "--asset",
            paramLabel = "FILE",
            description = "A file that goes with the release on GitHub, such as an SBOM; may be repeated.")
    private List<String> assets = List.of();

    GitHubOptions options(Path directory) {
        Secret secret = token == null ? Secret.of("") : token.read("github-token-from", directory);
        return new GitHubOptions(apiUrl, repository, secret, generateNotes, draft, preRelease, assets);
    }
}
