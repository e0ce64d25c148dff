package io.jenkins.plugins.stagedflow.release;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.stagedflow.git.GitFailure;
import io.jenkins.plugins.stagedflow.git.TagObject;
import io.jenkins.plugins.stagedflow.git.TagPush;
import io.jenkins.plugins.stagedflow.host.Console;
import io.jenkins.plugins.stagedflow.host.HostTask;
import java.io.IOException;

/**
 * Lets the tag of a version be another object, or none, if it still is what it was when the version was reserved. That it
 * could not be done is the answer, never a failure.
 *
 * @param source the remote
 * @param version the version
 * @param replacement what the tag becomes; none to delete it
 */
record ChangeTag(
        GitSource source, Reservation version, @CheckForNull TagObject replacement) implements HostTask<TagPush> {
    @Override
    public TagPush run(Console console) {
        Console masking = console.masking(source.login().secrets());
        String name = version.version().toString();
        try {
            TagPush answer = replacement == null
                    ? source.remote().delete(name, version.tagObject())
                    : source.remote().replace(name, version.tagObject(), replacement);
            return new TagPush(answer.done(), answer.contended(), masking.masked(answer.reason()));
        } catch (IOException e) {
            return new TagPush(false, false, masking.masked(GitFailure.reason(e)));
        }
    }
}
