package io.jenkins.plugins.stagedflow.release;

import io.jenkins.plugins.stagedflow.host.Console;
import io.jenkins.plugins.stagedflow.host.Host;
import io.jenkins.plugins.stagedflow.host.Timing;

/**
 * Gives a commit and its images the next calendar version: an annotated tag on the git remote, a tag on every image, a
 * release on GitHub.
 *
 * <p>The version is taken first, by a tag that is only created if it does not exist; when another release was faster the
 * next number is taken. Then all images get it or none does; if none does, the tag is taken back. The release on GitHub
 * comes last; if it alone fails, tag and images stay. A commit that carries a version of the period already is not
 * released twice: that version is completed, with the very images its tag names. So a release that was cut off anywhere
 * can be run again.
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
     * @throws io.jenkins.plugins.stagedflow.host.InvalidRequestException if the remote's address in the configuration of
     *     the repository, or a file to upload, cannot be used
     * @throws io.jenkins.plugins.stagedflow.host.OperationFailedException if there is no new version then, or it is not complete, which the message says
     * @throws InterruptedException if the calling thread is interrupted; a tag created before is taken back, if its
     *     images do not have the version
     */
    public CalverReleaseResult release(CalverReleaseRequest request) throws InterruptedException {
        return new ReleaseRun(host, console, timing, request).release();
    }
}
