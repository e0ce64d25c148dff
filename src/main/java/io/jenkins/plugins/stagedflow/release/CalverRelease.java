package io.jenkins.plugins.stagedflow.release;

import io.jenkins.plugins.stagedflow.host.Console;
import io.jenkins.plugins.stagedflow.host.Host;
import io.jenkins.plugins.stagedflow.host.OperationFailedException;
import io.jenkins.plugins.stagedflow.host.Timing;
import io.jenkins.plugins.stagedflow.registry.Retag;
import io.jenkins.plugins.stagedflow.registry.Retagging;
import io.jenkins.plugins.stagedflow.release.CalverReleaseResult.ReleasedImage;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Gives a commit and its images the next version YYYY.M.PATCH: an annotated tag on the git remote, a tag on every image.
 *
 * <p>The version is taken first, by a tag that is only created if it does not exist; when another release was faster the
 * next number is taken. Then all images get it or none does; if none does, the tag is taken back. A commit that carries
 * a version of the month already is not released twice: that version is completed, and an image that has it keeps it. So
 * a release that was cut off can be run again.
 */
public final class CalverRelease {
    private final Host host;
    private final Console console;
    private final Timing timing;

    /** Creates the operation. */
    public CalverRelease(Host host, Console console, Timing timing) {
        this.host = host;
        this.console = console;
        this.timing = timing;
    }

    /**
     * Releases the next version.
     *
     * @throws OperationFailedException if there is no new version then; if its tag could not be taken back, it says so
     * @throws InterruptedException if the calling thread is interrupted; a tag created before is taken back
     */
    public CalverReleaseResult release(CalverReleaseRequest request) throws InterruptedException {
        Instant start = timing.clock().instant();
        Map<String, String> digests = digests(request, "");
        Reservation version = reserve(request, start);
        console.line(line(version, request.dryRun()));
        if (version.existing()) {
            digests = digests(request, version.version().toString());
        }
        if (!request.dryRun()) {
            tagImages(request, version, digests);
        }
        return result(request, version, digests, start);
    }

    private Map<String, String> digests(CalverReleaseRequest request, String version) throws InterruptedException {
        return host.call(
                new FindDigests(new ArrayList<>(request.images().values()), version, request.login()), console);
    }

    private Reservation reserve(CalverReleaseRequest request, Instant now) throws InterruptedException {
        String directory = host.directory().resolve(request.directory()).value();
        ReleaseSource source = new ReleaseSource(directory, request.remote(), request.commit());
        TagText text = new TagText(request.tagger(), request.message(), now.getEpochSecond());
        YearMonth month = YearMonth.from(now.atZone(request.zone()));
        return host.call(new ReserveVersion(source, request.gitLogin(), month, text, request.dryRun()), console);
    }

    private static String line(Reservation version, boolean dryRun) {
        String commit = version.commit().substring(0, 7);
        if (version.existing()) {
            return "Commit %s has the version %s already.".formatted(commit, version.version());
        }
        return "Commit %s %s the version %s.".formatted(commit, dryRun ? "would get" : "gets", version.version());
    }

    private void tagImages(CalverReleaseRequest request, Reservation version, Map<String, String> digests)
            throws InterruptedException {
        try {
            host.call(new Retag(retaggings(request, version, digests), request.login()), console);
        } catch (OperationFailedException e) {
            throw failed(version, e, giveBack(request, version));
        } catch (InterruptedException | RuntimeException e) {
            String problem = giveBack(request, version);
            if (!problem.isEmpty()) {
                console.line(
                        "The tag %s stays, for it could not be taken back: %s".formatted(version.version(), problem));
            }
            throw e;
        }
    }

    private static List<Retagging> retaggings(
            CalverReleaseRequest request, Reservation version, Map<String, String> digests) {
        List<Retagging> retaggings = new ArrayList<>();
        for (SourceImage image : request.images().values()) {
            String digest = digests.get(image.name());
            retaggings.add(new Retagging(
                    image.name(),
                    image.at(digest).source(),
                    digest,
                    List.of(version.version().toString())));
        }
        return retaggings;
    }

    private String giveBack(CalverReleaseRequest request, Reservation version) throws InterruptedException {
        if (!version.isOurs()) {
            return "";
        }
        return host.call(new GiveBackVersion(version, request.gitLogin()), console);
    }

    private static OperationFailedException failed(
            Reservation version, OperationFailedException cause, String problem) {
        String remedy;
        if (!version.isOurs()) {
            remedy = "The tag was there before and stays; run the release again to complete it";
        } else if (problem.isEmpty()) {
            remedy = "The tag %s was taken back from the git remote".formatted(version.version());
        } else {
            remedy = "The tag %s stays on %s, for it could not be taken back: %s"
                    .formatted(version.version(), version.address(), problem);
        }
        return new OperationFailedException(
                "release " + version.version(),
                withinSentence(String.valueOf(cause.getMessage())),
                remedy,
                cause,
                cause.partialResult().orElse(null));
    }

    private static String withinSentence(String message) {
        return message.startsWith("Could") ? "c" + message.substring(1) : message;
    }

    private CalverReleaseResult result(
            CalverReleaseRequest request, Reservation reservation, Map<String, String> digests, Instant start) {
        String version = reservation.version().toString();
        List<ReleasedImage> images = request.images().values().stream()
                .map(image ->
                        new ReleasedImage(image.name(), image.released(version).toString(), digests.get(image.name())))
                .toList();
        double seconds = Duration.between(start, timing.clock().instant()).toMillis() / 1000.0;
        return new CalverReleaseResult(
                version, reservation.commit(), version, images, reservation.existing(), request.dryRun(), seconds);
    }
}
