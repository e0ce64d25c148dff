package io.jenkins.plugins.stagedflow.release;

import io.jenkins.plugins.stagedflow.host.OperationFailedException;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.transport.RemoteConfig;
import org.eclipse.jgit.transport.URIish;

/** The repository a directory is in. It is only read. */
final class LocalClone implements AutoCloseable {
    private final Repository repository;

    private LocalClone(Repository repository) {
        this.repository = repository;
    }

    /** Returns the repository the directory is in, or nothing if it is in none. */
    static Optional<LocalClone> in(String directory) throws IOException {
        FileRepositoryBuilder builder = new FileRepositoryBuilder().findGitDir(new File(directory));
        return builder.getGitDir() == null ? Optional.empty() : Optional.of(new LocalClone(builder.build()));
    }

    /** Returns the repository. */
    Repository repository() {
        return repository;
    }

    /** Returns the full SHA of the commit that is checked out. */
    String head() throws IOException {
        ObjectId head = repository.resolve(Constants.HEAD);
        if (head == null) {
            throw new OperationFailedException(
                    "find the commit to release", repository + " has no commit yet", "Name one with 'commit'");
        }
        return head.name();
    }

    /** Returns the address of a remote by its name; the one to push to if it has two. */
    String address(String remote) throws URISyntaxException {
        RemoteConfig config = new RemoteConfig(repository.getConfig(), remote);
        List<URIish> addresses = config.getPushURIs().isEmpty() ? config.getURIs() : config.getPushURIs();
        if (addresses.isEmpty()) {
            throw new OperationFailedException(
                    "find the git remote " + remote,
                    "the configuration of " + repository + " has no remote of that name",
                    "Name another one, its URL or its path with 'remote'");
        }
        return withoutName(addresses.get(0)).toPrivateString();
    }

    /** Returns the directory that relative addresses in the configuration are meant from. */
    String directory() {
        return String.valueOf(repository.isBare() ? repository.getDirectory() : repository.getWorkTree());
    }

    // As in https://team@host: a name alone is no secret, and who logs in is up to the request.
    private static URIish withoutName(URIish address) {
        boolean web = String.valueOf(address.getScheme()).startsWith("http");
        return web && address.getPass() == null ? address.setUser(null) : address;
    }

    @Override
    public void close() {
        repository.close();
    }
}
