package io.jenkins.plugins.stagedflow.release;

import io.jenkins.plugins.stagedflow.host.Console;
import io.jenkins.plugins.stagedflow.host.HostTask;
import io.jenkins.plugins.stagedflow.host.Timing;
import java.io.IOException;
import java.net.URISyntaxException;
import java.time.YearMonth;
import java.util.Optional;

/**
 * Takes the next version of a month for a commit, or finds the one it has.
 *
 * @param source repository, remote and commit
 * @param login who asks the remote
 * @param month the month that counts
 * @param text what is written into the tag
 * @param dryRun whether nothing is created
 */
record ReserveVersion(ReleaseSource source, GitLogin login, YearMonth month, TagText text, boolean dryRun)
        implements HostTask<Reservation> {
    @Override
    public Reservation run(Console console) throws InterruptedException {
        Console masking = console.masking(login.secrets());
        Optional<LocalClone> clone = Optional.empty();
        try {
            clone = LocalClone.in(source.directory());
            return reserve(clone, masking);
        } catch (IOException | URISyntaxException e) {
            throw GitFailure.of("take a version on the git remote " + source.remote(), e, masking);
        } finally {
            clone.ifPresent(LocalClone::close);
        }
    }

    private Reservation reserve(Optional<LocalClone> clone, Console console)
            throws IOException, URISyntaxException, InterruptedException {
        GitRemote remote = GitRemote.at(source.address(clone), login);
        String commit = source.commit(clone);
        try (ReleaseObjects objects = new ReleaseObjects(remote, commit, clone)) {
            VersionTaker taker = new VersionTaker(remote, objects, month, text, console);
            return dryRun ? taker.wouldTake() : taker.take(Timing.system());
        }
    }
}
