package io.jenkins.plugins.stagedflow.release;

import io.jenkins.plugins.stagedflow.git.TagPush;
import io.jenkins.plugins.stagedflow.host.Console;
import io.jenkins.plugins.stagedflow.host.Host;
import io.jenkins.plugins.stagedflow.host.OperationFailedException;
import io.jenkins.plugins.stagedflow.host.Timing;
import io.jenkins.plugins.stagedflow.registry.ImageReference;
import io.jenkins.plugins.stagedflow.registry.Retagged;
import io.jenkins.plugins.stagedflow.release.CalverReleaseResult.ReleasedImage;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** One run of a release. */
final class ReleaseRun {
    private static final int MOST_ATTEMPTS = 10;
    private static final Duration DAY = Duration.ofDays(1);

    private final Host host;
    private final Console console;
    private final Timing timing;
    private final CalverReleaseRequest request;
    private final ReleaseImages images;
    private final GitHubRelease gitHub;
    private final Instant start;

    ReleaseRun(Host host, Console console, Timing timing, CalverReleaseRequest request) {
        this.host = host;
        this.console = console;
        this.timing = timing;
        this.request = request;
        images = new ReleaseImages(host, console, request);
        gitHub = new GitHubRelease(host, console, request.gitHub());
        start = timing.clock().instant();
    }

    CalverReleaseResult release() throws InterruptedException {
        GitSource source = new LocalClone(host, host.directory().resolve(request.directory())).source(request);
        gitHub.require();
        Map<String, String> digests = images.digests();
        String run = UUID.randomUUID().toString();
        TagText text = new TagText(request.tagger(), request.message(), start, images.byRepository(digests), run);
        for (int attempt = 1; attempt <= MOST_ATTEMPTS; attempt++) {
            Reservation version = host.call(new ReserveVersion(source, prefixes(), text, request.dryRun()), console);
            Optional<CalverReleaseResult> result = completed(source, text, version, digests);
            if (result.isPresent()) {
                return result.get();
            }
        }
        throw new OperationFailedException(
                "release commit " + source.commit(),
                "other runs for the same commit got in the way " + MOST_ATTEMPTS + " times",
                "Run the release again");
    }

    // One that was cut off just before the period changed is completed after it.
    private ArrayList<String> prefixes() {
        LocalDate today = start.atZone(request.zone()).toLocalDate();
        LocalDate dayBefore = start.minus(DAY).atZone(request.zone()).toLocalDate();
        return new ArrayList<>(request.format().prefixes(today, dayBefore));
    }

    private Optional<CalverReleaseResult> completed(
            GitSource source, TagText text, Reservation version, Map<String, String> wanted)
            throws InterruptedException {
        console.line(line(version));
        Withdrawal withdrawal = new Withdrawal(host, console, timing, source, text, images);
        List<Retagged> plan = List.of();
        Map<String, String> digests = wanted;
        try {
            if (version.existing()) {
                digests = images.digests(version);
                tellOthers(wanted, digests);
            }
            plan = images.plan(version, digests);
            if (!request.dryRun()) {
                if (isLost(source, text, version, plan)) {
                    return Optional.empty();
                }
                images.tag(version, digests);
            }
        } catch (OperationFailedException e) {
            if (!isThereAfterAll(version, digests)) {
                throw failed(version, e, takenBack(withdrawal, version, plan));
            }
        } catch (InterruptedException | RuntimeException e) {
            console.line(takenBack(withdrawal, version, plan));
            throw e;
        }
        return Optional.of(published(version, digests));
    }

    // Only one who has made it their own may go on with what another run may be about to take back.
    private boolean isLost(GitSource source, TagText text, Reservation version, List<Retagged> plan)
            throws InterruptedException {
        if (!version.contested() || ReleaseImages.isComplete(plan)) {
            return false;
        }
        TagPush taken = host.call(new ChangeTag(source, version, text.takenOver(version)), console);
        if (!taken.done() && !taken.contended()) {
            console.line("The git remote does not let the tag %s be replaced: %s"
                    .formatted(version.version(), taken.reason()));
        }
        return !taken.done() && taken.contended();
    }

    // A write that was answered by an error may have been done, and another run may count on it.
    private boolean isThereAfterAll(Reservation version, Map<String, String> digests) throws InterruptedException {
        try {
            return ReleaseImages.isComplete(images.plan(version, digests));
        } catch (OperationFailedException e) {
            return false;
        }
    }

    private String takenBack(Withdrawal withdrawal, Reservation version, List<Retagged> plan)
            throws InterruptedException {
        if (request.dryRun()) {
            return "Nothing was changed";
        }
        return version.existing()
                ? "The tag %s was there before and stays; run the release again to complete it"
                        .formatted(version.version())
                : withdrawal.of(version, plan);
    }

    private CalverReleaseResult published(Reservation version, Map<String, String> digests)
            throws InterruptedException {
        List<ReleasedImage> released = released(version, digests);
        if (request.dryRun()) {
            tellPlan(version, released);
            return result(version, released, "");
        }
        List<ImageReference> references = request.images().values().stream()
                .map(image -> image.released(version.version().toString()))
                .toList();
        try {
            return result(version, released, gitHub.publish(version, references));
        } catch (OperationFailedException e) {
            throw new OperationFailedException(
                    "release " + version.version() + " on GitHub",
                    Sentences.within(e),
                    "The tag and the images have the version and stay; run the release again to complete it",
                    e,
                    result(version, released, ""));
        }
    }

    private void tellOthers(Map<String, String> wanted, Map<String, String> digests) {
        digests.forEach((name, digest) -> {
            if (!digest.equals(wanted.get(name))) {
                console.named(name)
                        .line("The version was made for %s, and not for %s.".formatted(digest, wanted.get(name)));
            }
        });
    }

    private void tellPlan(Reservation version, List<ReleasedImage> released) {
        released.forEach(image ->
                console.named(image.name()).line("Would tag %s as %s.".formatted(image.digest(), image.reference())));
        if (!gitHub.plan(version).isEmpty()) {
            console.line(gitHub.plan(version));
        }
    }

    private String line(Reservation version) {
        String commit = version.commit().substring(0, 7);
        if (version.existing()) {
            return "Commit %s has the version %s already.".formatted(commit, version.version());
        }
        return "Commit %s %s the version %s."
                .formatted(commit, request.dryRun() ? "would get" : "gets", version.version());
    }

    private static OperationFailedException failed(Reservation version, OperationFailedException cause, String remedy) {
        return new OperationFailedException(
                "release " + version.version(),
                Sentences.within(cause),
                remedy,
                cause,
                cause.partialResult().orElse(null));
    }

    private List<ReleasedImage> released(Reservation version, Map<String, String> digests) {
        String tag = version.version().toString();
        return request.images().values().stream()
                .map(image ->
                        new ReleasedImage(image.name(), image.released(tag).toString(), digests.get(image.name())))
                .toList();
    }

    private CalverReleaseResult result(Reservation version, List<ReleasedImage> released, String url) {
        double seconds = Duration.between(start, timing.clock().instant()).toMillis() / 1000.0;
        String tag = version.version().toString();
        return new CalverReleaseResult(
                tag, version.commit(), tag, released, url, version.existing(), request.dryRun(), seconds);
    }
}
