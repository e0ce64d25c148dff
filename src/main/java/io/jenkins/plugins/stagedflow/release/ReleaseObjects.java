package io.jenkins.plugins.stagedflow.release;

import io.jenkins.plugins.stagedflow.host.OperationFailedException;
import java.io.IOException;
import java.util.Optional;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.ObjectReader;

/**
 * The objects needed to tag a commit of a remote: borrowed from the local repository if a branch of the remote is known
 * to hold the commit, else the commit is fetched without its history. So a commit the remote does not have is never
 * brought there by its tag.
 */
final class ReleaseObjects implements AutoCloseable {
    private final GitRemote remote;
    private final ObjectId commit;
    private Workspace workspace;
    private boolean complete;

    ReleaseObjects(GitRemote remote, String commit, Optional<LocalClone> clone) throws IOException {
        this.remote = remote;
        this.commit = ObjectId.fromString(commit);
        workspace = clone.isPresent() ? Workspace.borrowing(clone.get().repository()) : Workspace.empty();
    }

    /** Returns the commit to tag. */
    ObjectId commit() {
        return commit;
    }

    /** Returns the workspace, in which the commit need not be yet. */
    Workspace workspace() {
        return workspace;
    }

    /**
     * Returns the workspace with the commit in it.
     *
     * @throws OperationFailedException if the remote does not have the commit
     */
    Workspace complete() throws IOException {
        if (!complete) {
            if (!workspace.has(commit) || !remote.isKnownToHold(workspace, commit)) {
                fetch();
            }
            requireCommit();
            complete = true;
        }
        return workspace;
    }

    @Override
    public void close() throws IOException {
        workspace.close();
    }

    // Where the commit is already, nothing would be fetched and so nothing be found out.
    private void fetch() throws IOException {
        Workspace fresh = Workspace.empty();
        workspace.close();
        workspace = fresh;
        try {
            remote.fetch(workspace, commit);
        } catch (IOException e) {
            throw notThere(GitFailure.reason(e));
        }
    }

    private void requireCommit() throws IOException {
        try (ObjectReader reader = workspace.repository().newObjectReader()) {
            ObjectLoader object = reader.open(commit);
            if (object.getType() != Constants.OBJ_COMMIT) {
                throw notThere("it is a " + Constants.typeString(object.getType()) + ", not a commit");
            }
        }
    }

    private OperationFailedException notThere(String reason) {
        return new OperationFailedException(
                "release commit " + commit.name(),
                "the git remote " + remote + " does not hand it out (" + reason + ")",
                "Push the commit there first; nothing was changed");
    }
}
