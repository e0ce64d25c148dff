package io.jenkins.plugins.stagedflow.release;

import io.jenkins.plugins.stagedflow.git.GitFailure;
import io.jenkins.plugins.stagedflow.host.Console;
import io.jenkins.plugins.stagedflow.host.HostTask;
import io.jenkins.plugins.stagedflow.host.Timing;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;

/**
 * Takes the next version of a period for a commit, or finds the one it has.
 *
 * @param source commit and remote
 * @param prefixes what versions of the period begin with; then those of the period a day ago, if that is another one
 * @param text what is written into the tag
 * @param dryRun whether nothing is created
 */
record ReserveVersion(GitSource source, ArrayList<String> prefixes, TagText text, boolean dryRun)
        implements HostTask<Reservation> {
    @Override
    public Reservation run(Console console) throws InterruptedException {
        Console masking = console.masking(source.login().secrets());
        try {
            VersionTaker taker = new VersionTaker(source.remote(), source.commit(), prefixes, text, masking, timing());
            return dryRun ? taker.wouldTake() : taker.take();
        } catch (IOException e) {
            throw GitFailure.of("take a version on the git remote " + source.address(), e, masking);
        }
    }

    // What counts is the clock of who began the release, not that of the host, which may go wrong.
    private Timing timing() {
        Timing host = Timing.system();
        Duration difference = Duration.between(host.clock().instant(), text.when());
        return new Timing(Clock.offset(host.clock(), difference), host.sleeper());
    }
}
