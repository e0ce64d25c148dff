package io.jenkins.plugins.stagedflow.cli;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.stagedflow.promote.CranePromote;
import io.jenkins.plugins.stagedflow.promote.PromoteRequest;
import io.jenkins.plugins.stagedflow.promote.PromoteResult;
import io.jenkins.plugins.stagedflow.promote.PromotedImage;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code staged-flow promote}: the step {@code cranePromote}. */
@Command(
        name = "promote",
        description =
                "Gives images further tags at the registry, without a pull or a rebuild: all of them or none. With"
                        + " --scan only the very digests that passed are promoted. Without --username the login that"
                        + " docker has for the registry is used.",
        footer = {
            "",
            "Example:",
            "  staged-flow promote --registry ghcr.io --namespace me/app --from sha-1234567 --to latest \\",
            "    --scan scan.json --username me --password-from env:GHCR_TOKEN base backend cert-generator frontend"
        })
final class PromoteCommand extends StepCommand<PromoteResult> {
    @Mixin
    private RepositoryOptions repository;

    @Option(
            names = "--from",
            paramLabel = "TAG",
            defaultValue = "",
            description = "Tag to promote, such as sha-1234567.")
    private String from;

    @Option(
            names = "--to",
            split = ",",
            paramLabel = "TAG",
            defaultValue = "latest",
            description = "Tags to give (${DEFAULT-VALUE}).")
    private List<String> to;

    @CheckForNull
    @Option(
            names = "--scan",
            paramLabel = "FILE",
            description = "Promote only the digests that passed, by this result of 'scan --json'.")
    private Path scan;

    @Option(names = "--dry-run", description = "Look everything up and write nothing.")
    private boolean dryRun;

    @Option(names = "--force", description = "Move a tag although it holds an image of a later commit.")
    private boolean force;

    @Mixin
    private CopyOptions copy;

    @Mixin
    private TrustOptions trust;

    @Parameters(
            paramLabel = "IMAGE",
            arity = "0..*",
            description = "Names of the images, without registry and namespace.")
    private List<String> images = List.of();

    @Override
    PromoteResult run(Machine machine) throws InterruptedException {
        PromoteRequest request = request(machine);
        return new CranePromote(machine.host(), machine.console()).promote(request);
    }

    @Override
    String text(PromoteResult result) {
        return result.images().entrySet().stream()
                .map(image -> "%-20s %s".formatted(image.getKey(), line(image.getValue(), result.dryRun())))
                .collect(Collectors.joining("\n"));
    }

    private static String line(PromotedImage image, boolean dryRun) {
        String moved = image.moved().isEmpty() ? "held already by" : dryRun ? "would become" : "is now";
        return "%s %s %s".formatted(image.digest(), moved, String.join(", ", image.tags()));
    }

    private PromoteRequest request(Machine machine) {
        PromoteRequest.Builder request = PromoteRequest.builder()
                .images(images)
                .registry(repository.registry())
                .namespace(repository.namespace())
                .from(from)
                .to(to)
                .login(repository.login(machine.directory()))
                .dryRun(dryRun)
                .force(force)
                .ca(trust.ca())
                .plainHttp(trust.isPlainHttp());
        copy.addTo(request, machine.directory());
        return (scan == null
                        ? request
                        : request.scannedDigests(
                                EarlierResult.read("scan", machine.directory().resolve(scan))
                                        .passedDigests()))
                .build();
    }
}
