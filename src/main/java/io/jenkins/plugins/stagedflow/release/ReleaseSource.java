package io.jenkins.plugins.stagedflow.release;

import io.jenkins.plugins.stagedflow.host.HostPath;
import io.jenkins.plugins.stagedflow.host.OperationFailedException;
import java.io.IOException;
import java.io.Serializable;
import java.net.URISyntaxException;
import java.util.Optional;

/**
 * What a request says of repository, remote and commit.
 *
 * @param directory the directory of the repository, absolute
 * @param remote name, URL or path of the remote
 * @param commit full SHA; empty for the commit that is checked out
 */
record ReleaseSource(String directory, String remote, String commit) implements Serializable {
    /** Returns the commit to release, by the repository where the request does not name it. */
    String commit(Optional<LocalClone> clone) throws IOException {
        return commit.isEmpty() ? required(clone, "commit").head() : commit;
    }

    /** Returns the URL or absolute path of the remote, by the repository's configuration where it is a name. */
    String address(Optional<LocalClone> clone) throws URISyntaxException {
        if (!GitAddress.isName(remote)) {
            return GitAddress.absolute(remote, new HostPath(directory));
        }
        LocalClone repository = required(clone, "remote");
        String address = GitAddress.require(repository.address(remote));
        return GitAddress.absolute(address, new HostPath(repository.directory()));
    }

    private LocalClone required(Optional<LocalClone> clone, String field) {
        return clone.orElseThrow(() -> new OperationFailedException(
                "find the " + field + " of the release",
                directory + " is not in a git repository",
                "Name it with '" + field + "' in full, or the repository with 'directory'"));
    }
}
