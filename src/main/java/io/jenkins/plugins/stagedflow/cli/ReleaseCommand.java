package io.jenkins.plugins.stagedflow.cli;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.stagedflow.host.InvalidRequestException;
import io.jenkins.plugins.stagedflow.release.CalverRelease;
import io.jenkins.plugins.stagedflow.release.CalverReleaseRequest;
import io.jenkins.plugins.stagedflow.release.CalverReleaseResult;
import io.jenkins.plugins.stagedflow.release.GitLogin;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code staged-flow release}: the step {@code calverRelease}. */
@Command(
        name = "release",
        description =
                "Gives the commit and its images the next version YYYY.M.PATCH: a tag on the git remote that is only"
                        + " created if it does not exist, and a tag on every image. All or nothing; a commit that has a version of"
                        + " the month keeps it.",
        footer = {
            "",
            "Example:",
            "  staged-flow release --promoted promote.json --registry ghcr.io --namespace me/app \\",
            "    --username me --password-from env:GHCR_TOKEN base backend cert-generator frontend"
        })
final class ReleaseCommand extends StepCommand<CalverReleaseResult> {
    @Mixin
    private RepositoryOptions repository;

    @Option(
            names = "--from",
            paramLabel = "TAG",
            defaultValue = "latest",
            description = "Tag whose images are released (${DEFAULT-VALUE}).")
    private String from;

    @CheckForNull
    @Option(
            names = "--promoted",
            paramLabel = "FILE",
            description = "Release the digests of this result of 'promote --json', whatever --from holds by now.")
    private Path promoted;

    @Option(
            names = "--remote",
            paramLabel = "NAME",
            defaultValue = "origin",
            description = "Git remote: a name, a URL or a path (${DEFAULT-VALUE}).")
    private String remote;

    @Option(
            names = "--commit",
            paramLabel = "SHA",
            defaultValue = "",
            description = "Full SHA of the commit; the one that is checked out if left out.")
    private String commit;

    @Option(
            names = "--git-username",
            paramLabel = "NAME",
            defaultValue = "",
            description = "User of an http(s) git remote.")
    private String gitUsername;

    @CheckForNull
    @Option(
            names = "--git-password-from",
            paramLabel = "SOURCE",
            description = "Where that user's password or token is: env:NAME, file:PATH or stdin.")
    private SecretSource gitPassword;

    @Option(
            names = "--zone",
            paramLabel = "ZONE",
            defaultValue = "UTC",
            description = "Time zone whose calendar tells the month (${DEFAULT-VALUE}).")
    private String zone;

    @Option(names = "--message", paramLabel = "TEXT", defaultValue = "", description = "Message of the tag.")
    private String message;

    @Option(names = "--dry-run", description = "Change nothing; tell what would be done.")
    private boolean dryRun;

    @Parameters(
            paramLabel = "IMAGE",
            arity = "0..*",
            description = "Names of the images, without registry and namespace.")
    private List<String> images = List.of();

    @Override
    Set<String> optionsNotThereYet() {
        return Set.of(
                "--repository",
                "--github-token-from",
                "--api-url",
                "--generate-notes",
                "--format",
                "--draft",
                "--pre-release");
    }

    @Override
    CalverReleaseResult run(Machine machine) throws InterruptedException {
        CalverReleaseRequest request = request(machine);
        return new CalverRelease(machine.host(), machine.console(), machine.timing()).release(request);
    }

    @Override
    String text(CalverReleaseResult result) {
        String version = "%s %s of commit %s"
                .formatted(
                        result.dryRun() ? "would release" : result.existing() ? "completed" : "released",
                        result.version(),
                        result.commit());
        return version + "\n"
                + result.images().stream()
                        .map(image -> "%-20s %s@%s".formatted(image.name(), image.reference(), image.digest()))
                        .collect(Collectors.joining("\n"));
    }

    private CalverReleaseRequest request(Machine machine) {
        CalverReleaseRequest.Builder request = CalverReleaseRequest.builder()
                .images(images)
                .registry(repository.registry())
                .namespace(repository.namespace())
                .from(from)
                .login(repository.login(machine.directory()))
                .remote(remote)
                .commit(commit)
                .gitLogin(gitLogin(machine))
                .zone(zone)
                .message(message)
                .dryRun(dryRun);
        return (promoted == null
                        ? request
                        : request.digests(EarlierResult.read(
                                        "promoted", machine.directory().resolve(promoted))
                                .digests()))
                .build();
    }

    private GitLogin gitLogin(Machine machine) {
        if (gitPassword != null) {
            return new GitLogin(gitUsername, gitPassword.read("git-password-from", machine.directory()));
        }
        if (!gitUsername.isEmpty()) {
            throw new InvalidRequestException("git-password-from", "", "where the password of --git-username is");
        }
        return GitLogin.anonymous();
    }
}
