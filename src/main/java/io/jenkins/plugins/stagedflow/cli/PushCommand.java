package io.jenkins.plugins.stagedflow.cli;

import io.jenkins.plugins.stagedflow.push.ParallelPush;
import io.jenkins.plugins.stagedflow.push.PushRequest;
import io.jenkins.plugins.stagedflow.push.PushResult;
import io.jenkins.plugins.stagedflow.push.PushedImage;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code staged-flow push}: the step {@code parallelPush}. */
@Command(
        name = "push",
        description =
                "Pushes images to a registry, all at once; layers they share are compressed and uploaded once. Every push"
                        + " runs to its end; then each one that failed is named with its reason. Without --username the login"
                        + " that docker has for the registry is used.",
        footer = {
            "",
            "Example:",
            "  staged-flow push --registry ghcr.io --namespace me/app --tag sha-1234567 \\",
            "    --username me --password-from env:GHCR_TOKEN base backend cert-generator frontend"
        })
final class PushCommand extends StepCommand<PushResult> {
    @Mixin
    private RepositoryOptions repository;

    @Option(
            names = "--tag",
            paramLabel = "TAG",
            defaultValue = "",
            description = "Tag at the registry; sha- and 7 digits of the commit that is checked out if left out.")
    private String tag;

    @Option(
            names = "--max-parallel",
            paramLabel = "N",
            defaultValue = "4",
            description = "Pushes at once (${DEFAULT-VALUE}).")
    private int maxParallel;

    @Option(
            names = "--retries",
            paramLabel = "N",
            defaultValue = "3",
            description = "How often to try again what can pass (${DEFAULT-VALUE}).")
    private int retries;

    @Option(names = "--fork", description = "The change comes from a fork, which has no right to push.")
    private boolean fork;

    @Option(
            names = "--skip-on-fork",
            negatable = true,
            defaultValue = "true",
            fallbackValue = "true",
            description = "Push nothing for a change from a fork (the default).")
    private boolean skipOnFork;

    @Option(
            names = "--oci-layout",
            paramLabel = "PATH",
            defaultValue = "",
            description = "Take the images from this OCI layout, a directory or a tar archive, as they are.")
    private String ociLayout;

    @Option(
            names = "--archive",
            paramLabel = "FILE",
            defaultValue = "",
            description = "Take the images from this archive of docker save.")
    private String archive;

    @Option(
            names = "--compression",
            paramLabel = "NAME",
            defaultValue = "gzip",
            description = "How layers are compressed that are not yet: gzip or zstd (${DEFAULT-VALUE}).")
    private String compression;

    @Mixin
    private TrustOptions trust;

    @Parameters(
            paramLabel = "IMAGE[=NAME]",
            arity = "0..*",
            description =
                    "Local images; each keeps the last part of its name at the registry unless another NAME is given.")
    private List<String> images = List.of();

    @Override
    PushResult run(Machine machine) throws InterruptedException {
        PushRequest request = request(machine);
        return new ParallelPush(machine.host(), machine.console(), machine.timing()).push(request);
    }

    @Override
    String text(PushResult result) {
        return result.images().entrySet().stream()
                .map(image -> "%-20s %s".formatted(image.getKey(), line(image.getValue())))
                .collect(Collectors.joining("\n"));
    }

    private static String line(PushedImage image) {
        return "%s %s %s %.1f MB in %.1f s"
                .formatted(image.status(), image.reference(), image.digest(), image.bytes() / 1e6, image.seconds());
    }

    private PushRequest request(Machine machine) {
        PushRequest.Builder request = PushRequest.builder()
                .registry(repository.registry())
                .namespace(repository.namespace())
                .tag(tag)
                .login(repository.login(machine.directory()))
                .maxParallel(maxParallel)
                .retries(retries)
                .fork(fork)
                .skipOnFork(skipOnFork)
                .ociLayout(ociLayout)
                .archive(archive)
                .compression(compression)
                .ca(trust.ca())
                .plainHttp(trust.isPlainHttp());
        images.forEach(image -> add(request, image));
        return request.build();
    }

    private static void add(PushRequest.Builder request, String image) {
        int equals = image.indexOf('=');
        if (equals < 0) {
            request.images(List.of(image));
        } else {
            request.image(image.substring(0, equals), image.substring(equals + 1));
        }
    }
}
