package io.jenkins.plugins.stagedflow.release;

import io.jenkins.plugins.stagedflow.git.GitFailure;
import io.jenkins.plugins.stagedflow.git.GitRemote;
import io.jenkins.plugins.stagedflow.git.RemoteRef;
import io.jenkins.plugins.stagedflow.git.TagObject;
import io.jenkins.plugins.stagedflow.git.TagPush;
import io.jenkins.plugins.stagedflow.host.Backoff;
import io.jenkins.plugins.stagedflow.host.Console;
import io.jenkins.plugins.stagedflow.host.OperationFailedException;
import io.jenkins.plugins.stagedflow.host.Timing;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;

/** Takes the next version of a period on a remote, against others who do the same at the same time. */
record VersionTaker(
        GitRemote remote, String commit, List<String> prefixes, TagText text, Console console, Timing timing) {
    // Longer than any run works on its images, and takes them back: after that it is gone.
    private static final Duration LONGEST_RUN = Duration.ofMinutes(15);
    private static final Duration LONGEST_WITHDRAWAL = Duration.ofMinutes(6);

    // Each time at least one of those who compete succeeds: this many may release at once.
    private static final int MOST_ATTEMPTS = 60;
    private static final Backoff BACKOFF = new Backoff(Duration.ofMillis(50), 1.5, Duration.ofSeconds(1));

    /** Returns the version that the commit has or would get now. */
    Reservation wouldTake() throws IOException {
        List<RemoteRef> tags = remote.tags(prefixes);
        Optional<CarriedVersion> carried = carried(tags);
        if (carried.isPresent()) {
            return existing(carried.get());
        }
        Optional<String> missing = remote.lacks(commit);
        if (missing.isPresent()) {
            throw notThere(missing.get());
        }
        return created(current(tags).next(), "");
    }

    /**
     * Creates the tag of the next version; a commit that has a version of the period keeps that.
     *
     * @throws InterruptedException if the calling thread is interrupted; then no tag of this run is on the remote
     */
    Reservation take() throws IOException, InterruptedException {
        for (int attempt = 1; attempt <= MOST_ATTEMPTS; attempt++) {
            Optional<Reservation> taken = tryOnce();
            requireNotStopped(taken);
            if (taken.isPresent()) {
                return taken.get();
            }
            timing.sleeper()
                    .sleep(BACKOFF.after(attempt, ThreadLocalRandom.current().nextDouble()));
        }
        throw new OperationFailedException(
                "take a version " + prefixes.get(0) + "* on the git remote " + remote,
                "others were faster " + MOST_ATTEMPTS + " times",
                "Run the release again; nothing was changed");
    }

    private Optional<Reservation> tryOnce() throws IOException, InterruptedException {
        List<RemoteRef> tags = remote.tags(prefixes);
        Optional<CarriedVersion> carried = carried(tags);
        if (carried.isPresent()) {
            return settled(carried.get());
        }
        CalendarVersion next = current(tags).next();
        TagObject tag = text.tag(next, commit);
        TagPush answer = create(next, tag);
        if (!answer.done() && answer.lacksObjects()) {
            throw notThere(answer.reason());
        }
        if (!answer.done() && !answer.contended() && isFree(next)) {
            throw refused(next, answer.reason());
        }
        return answer.done() ? Optional.of(created(next, tag.id())) : Optional.empty();
    }

    // One that its run is taking back is neither there nor free until that is over.
    private Optional<Reservation> settled(CarriedVersion carried) throws IOException, InterruptedException {
        if (!carried.isBeingWithdrawn(timing)) {
            return Optional.of(existing(carried));
        }
        console.line("Version %s of this commit is being taken back by another run; waiting for that until %s at most."
                .formatted(carried.version(), carried.record().when().plus(LONGEST_WITHDRAWAL)));
        Optional<String> same = Optional.of(carried.tagObject());
        while (carried.isBeingWithdrawn(timing)
                && remote.objectOf(carried.version().toString()).equals(same)) {
            timing.sleeper().sleep(BACKOFF.longest());
        }
        return Optional.empty();
    }

    // The connection may break after the remote has done its work and before it said so.
    private TagPush create(CalendarVersion version, TagObject tag) throws IOException {
        try {
            return remote.create(version.toString(), tag);
        } catch (IOException e) {
            if (isThere(version, tag)) {
                return new TagPush(true, false, "");
            }
            throw refused(version, GitFailure.reason(e));
        }
    }

    private boolean isThere(CalendarVersion version, TagObject tag) {
        try {
            return remote.objectOf(version.toString()).filter(tag.id()::equals).isPresent();
        } catch (IOException e) {
            throw new OperationFailedException(
                    "create the tag " + version + " on the git remote " + remote,
                    "the connection broke, and whether the tag is there could not be found out ("
                            + console.masked(GitFailure.reason(e)) + ")",
                    "Run the release again: it goes on with that version if it is there");
        }
    }

    private boolean isFree(CalendarVersion version) throws IOException {
        return remote.objectOf(version.toString()).isEmpty();
    }

    private void requireNotStopped(Optional<Reservation> taken) throws InterruptedException {
        if (Thread.interrupted()) {
            if (taken.isPresent() && !taken.get().existing()) {
                giveBack(taken.get());
            }
            throw new InterruptedException("The release was stopped");
        }
    }

    // Whoever stopped the release may no longer hear what this returns.
    private void giveBack(Reservation taken) {
        try {
            TagPush answer = remote.delete(taken.version().toString(), taken.tagObject());
            if (!answer.done()) {
                tellStays(taken, answer.reason());
            }
        } catch (IOException e) {
            tellStays(taken, GitFailure.reason(e));
        }
    }

    private void tellStays(Reservation taken, String reason) {
        console.line("The tag %s stays, for it could not be taken back: %s".formatted(taken.version(), reason));
    }

    private Optional<CarriedVersion> carried(List<RemoteRef> tags) throws IOException {
        for (String prefix : prefixes) {
            VersionSequence versions = new VersionSequence(prefix, tags);
            Optional<CalendarVersion> version = versions.of(commit);
            if (version.isPresent()) {
                RemoteRef tag = versions.tag(version.get()).orElseThrow();
                Optional<TagObject> object = remote.tagObject(tag);
                TagRecord record = object.isPresent() ? TagRecord.of(object.get()) : TagRecord.none();
                return Optional.of(new CarriedVersion(version.get(), tag.object(), record));
            }
        }
        return Optional.empty();
    }

    private VersionSequence current(List<RemoteRef> tags) {
        return new VersionSequence(prefixes.get(0), tags);
    }

    private Reservation created(CalendarVersion version, String tagObject) {
        return new Reservation(version, commit, tagObject, false, text.images(), false);
    }

    private Reservation existing(CarriedVersion carried) {
        TagRecord record = carried.record();
        boolean contested = !record.run().isEmpty()
                && (record.withdrawn()
                        || record.isYoungerThan(LONGEST_RUN, timing.clock().instant()));
        return new Reservation(
                carried.version(), commit, carried.tagObject(), true, new TreeMap<>(record.images()), contested);
    }

    private OperationFailedException refused(CalendarVersion version, String reason) {
        return new OperationFailedException(
                "create the tag " + version + " on the git remote " + remote,
                console.masked(reason),
                "Nothing was changed; see whether the login may create tags there");
    }

    private OperationFailedException notThere(String reason) {
        return new OperationFailedException(
                "release commit " + commit,
                "the git remote " + remote + " does not have it (" + console.masked(reason) + ")",
                "Push the commit there first; nothing was changed");
    }

    /** A version that the commit has. */
    private record CarriedVersion(CalendarVersion version, String tagObject, TagRecord record) {
        /** Returns whether a run may be at work that takes it back. */
        boolean isBeingWithdrawn(Timing timing) {
            return record.withdrawn()
                    && record.isYoungerThan(LONGEST_WITHDRAWAL, timing.clock().instant());
        }
    }
}
