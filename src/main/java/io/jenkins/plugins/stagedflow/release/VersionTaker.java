package io.jenkins.plugins.stagedflow.release;

import io.jenkins.plugins.stagedflow.host.Backoff;
import io.jenkins.plugins.stagedflow.host.Console;
import io.jenkins.plugins.stagedflow.host.OperationFailedException;
import io.jenkins.plugins.stagedflow.host.Timing;
import java.io.IOException;
import java.time.Duration;
import java.time.YearMonth;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.eclipse.jgit.lib.ObjectId;

/** Takes the next version of a month on a remote, against others who do the same at the same time. */
record VersionTaker(GitRemote remote, ReleaseObjects objects, YearMonth month, TagText text, Console console) {
    // Each time at least one of those who compete succeeds: this many may release at once.
    private static final int MOST_ATTEMPTS = 40;
    private static final Backoff BACKOFF = new Backoff(Duration.ofMillis(50), 1.5, Duration.ofSeconds(1));

    /** Returns the version that the commit has or would get now. */
    Reservation wouldTake() throws IOException {
        VersionSequence versions = versions();
        Optional<CalendarVersion> carried = versions.of(commit());
        if (carried.isEmpty()) {
            objects.complete();
        }
        return reservation(carried.orElseGet(versions::next), "", carried.isPresent());
    }

    /**
     * Creates the tag of the next version; a commit that has a version of the month keeps that.
     *
     * @throws InterruptedException if the calling thread is interrupted; then no tag of this run is on the remote
     */
    Reservation take(Timing timing) throws IOException, InterruptedException {
        for (int attempt = 1; attempt <= MOST_ATTEMPTS; attempt++) {
            Optional<Reservation> taken = tryOnce();
            if (Thread.interrupted()) {
                taken.ifPresent(this::giveBack);
                throw new InterruptedException("The release was stopped");
            }
            if (taken.isPresent()) {
                return taken.get();
            }
            timing.sleeper()
                    .sleep(BACKOFF.after(attempt, ThreadLocalRandom.current().nextDouble()));
        }
        throw new OperationFailedException(
                "take a version of " + month + " on the git remote " + remote,
                "others were faster " + MOST_ATTEMPTS + " times",
                "Run the release again; nothing was changed");
    }

    private Optional<Reservation> tryOnce() throws IOException {
        VersionSequence versions = versions();
        Optional<CalendarVersion> carried = versions.of(commit());
        if (carried.isPresent()) {
            return Optional.of(reservation(carried.get(), "", true));
        }
        CalendarVersion next = versions.next();
        ObjectId tag = objects.complete().insertTag(next, objects.commit(), text);
        TagPush answer = create(next, tag);
        if (!answer.done() && !answer.contended() && !versions().contains(next)) {
            throw refused(next, answer.reason());
        }
        return answer.done() ? Optional.of(reservation(next, tag.name(), false)) : Optional.empty();
    }

    // The connection may break after the remote has done its work and before it said so.
    private TagPush create(CalendarVersion version, ObjectId tag) throws IOException {
        try {
            return remote.create(objects.workspace(), version.toString(), tag);
        } catch (IOException e) {
            if (isThere(version, tag)) {
                return new TagPush(true, false, "");
            }
            throw refused(version, GitFailure.reason(e));
        }
    }

    private boolean isThere(CalendarVersion version, ObjectId tag) {
        try {
            return remote.has(objects.workspace(), version.toString(), tag);
        } catch (IOException e) {
            throw new OperationFailedException(
                    "create the tag " + version + " on the git remote " + remote,
                    "the connection broke, and whether the tag is there could not be found out ("
                            + console.masked(GitFailure.reason(e)) + ")",
                    "Run the release again: it goes on with that version if it is there");
        }
    }

    private OperationFailedException refused(CalendarVersion version, String reason) {
        return new OperationFailedException(
                "create the tag " + version + " on the git remote " + remote,
                console.masked(reason),
                "Nothing was changed; see whether the login may create tags there");
    }

    // Whoever stopped the release may no longer hear what this returns.
    private void giveBack(Reservation taken) {
        String problem = taken.isOurs() ? new GiveBackVersion(taken, remote.login()).run(console) : "";
        if (!problem.isEmpty()) {
            console.line("The tag %s stays, for it could not be taken back: %s".formatted(taken.version(), problem));
        }
    }

    private VersionSequence versions() throws IOException {
        return new VersionSequence(month, remote.tags(objects.workspace(), CalendarVersion.prefix(month)));
    }

    private String commit() {
        return objects.commit().name();
    }

    private Reservation reservation(CalendarVersion version, String tagObject, boolean existing) {
        return new Reservation(version, commit(), remote.address().toPrivateString(), tagObject, existing);
    }
}
