package io.jenkins.plugins.stagedflow.release;

import io.jenkins.plugins.stagedflow.host.Console;
import io.jenkins.plugins.stagedflow.host.HostTask;
import java.io.IOException;
import java.net.URISyntaxException;
import org.eclipse.jgit.lib.ObjectId;

/**
 * Deletes the tag of a version that this run created. Returns why that was not possible, or an empty text.
 *
 * @param reservation the version
 * @param login who asks the remote
 */
record GiveBackVersion(Reservation reservation, GitLogin login) implements HostTask<String> {
    @Override
    public String run(Console console) {
        Console masking = console.masking(login.secrets());
        try (Workspace workspace = Workspace.empty()) {
            TagPush answer = GitRemote.at(reservation.address(), login)
                    .delete(workspace, reservation.version().toString(), ObjectId.fromString(reservation.tagObject()));
            return answer.done() ? "" : masking.masked(answer.reason());
        } catch (IOException | URISyntaxException e) {
            return masking.masked(GitFailure.reason(e));
        }
    }
}
