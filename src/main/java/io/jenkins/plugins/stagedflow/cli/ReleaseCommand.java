package io.jenkins.plugins.stagedflow.cli;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.stagedflow.release.CalverRelease;
import io.jenkins.plugins.stagedflow.release.CalverReleaseRequest;
import io.jenkins.plugins.stagedflow.release.CalverReleaseResult;
import io.jenkins.plugins.stagedflow.release.Tagger;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code staged-flow release}: the step {@code calverRelease}. */
@Command(
        name = "release",
        description =
                "Gives the commit and its images the next calendar version: a tag on the git remote that is only created"
                        + " if it does not exist, a tag on every image, and a release on GitHub where --repository names one."
                        + " All or nothing; a commit that has a version of the period keeps it, and a release that was cut off"
                        + " is completed when it is run again.",
        footer = {
            "",
            "Example:",
            "  staged-flow release --promoted promote.json --registry ghcr.io --namespace me/app \\",
            "    --username me --password-from env:GHCR_TOKEN --repository me/app \\",
            "    --github-token-from env:GITHUB_TOKEN base backend cert-generator frontend"
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

    @Mixin
    private GitOptions git;

    @Mixin
    private GitHubReleaseOptions gitHub;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "YYYY.M.PATCH",
            description = "How versions are made of the date: YYYY, YY or 0Y, then MM, 0M, WW or 0W, and DD or 0D, then"
                    + " PATCH or MICRO, as in YYYY.0M.MICRO (${DEFAULT-VALUE}).")
    private String format;

    @Option(
            names = "--zone",
            paramLabel = "ZONE",
            defaultValue = "UTC",
            description = "Time zone whose calendar tells the month (${DEFAULT-VALUE}).")
    private String zone;

    @Option(names = "--message", paramLabel = "TEXT", defaultValue = "", description = "Message of the tag.")
    private String message;

    @Option(names = "--tagger", paramLabel = "NAME <EMAIL>", defaultValue = "", description = "Who creates the tag.")
    private String tagger;

    @Option(names = "--dry-run", description = "Change nothing; tell what would be done.")
    private boolean dryRun;

    @Parameters(
            paramLabel = "IMAGE",
            arity = "0..*",
            description = "Names of the images, without registry and namespace.")
    private List<String> images = List.of();

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
        String images = result.images().stream()
                .map(image -> "%-20s %s@%s".formatted(image.name(), image.reference(), image.digest()))
                .collect(Collectors.joining("\n"));
        return version + "\n" + images
                + (result.releaseUrl().isEmpty() ? "" : "\n" + "%-20s %s".formatted("release", result.releaseUrl()));
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
                .gitLogin(git.login(machine.directory()))
                .zone(zone)
                .format(format)
                .message(message)
                .tagger(Tagger.parse(tagger))
                .gitHub(gitHub.options(machine.directory()))
                .dryRun(dryRun);
        return (promoted == null
                        ? request
                        : request.digests(EarlierResult.read(
                                        "promoted", machine.directory().resolve(promoted))
                                .digests()))
                .build();
    }
}
