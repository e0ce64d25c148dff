package io.jenkins.plugins.stagedflow.release;

import io.jenkins.plugins.stagedflow.git.GitAccess;
import io.jenkins.plugins.stagedflow.git.GitAddress;
import io.jenkins.plugins.stagedflow.host.Command;
import io.jenkins.plugins.stagedflow.host.CommandResult;
import io.jenkins.plugins.stagedflow.host.Console;
import io.jenkins.plugins.stagedflow.host.Host;
import io.jenkins.plugins.stagedflow.host.HostPath;
import io.jenkins.plugins.stagedflow.host.OperationFailedException;
import java.time.Duration;

/**
 * The repository a directory is in. It is only read, by git itself: so all its settings count, and nothing of it is
 * needed where the request names commit and remote in full.
 */
record LocalClone(Host host, HostPath directory) {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    /** Returns the commit and the remote that a request means. */
    GitSource source(CalverReleaseRequest request) throws InterruptedException {
        String address = address(request.remote());
        GitAccess.require(address, request.gitLogin());
        String commit = request.commit().isEmpty() ? head() : request.commit();
        return new GitSource(address, request.gitLogin(), commit);
    }

    private String address(String remote) throws InterruptedException {
        if (!GitAddress.isName(remote)) {
            return GitAddress.absolute(remote, directory);
        }
        // By the address to push to, with what the configuration says instead of it.
        String address = required("remote", "find the git remote " + remote, "remote", "get-url", "--push", remote);
        String plain = GitAddress.withoutName(address.lines().findFirst().orElse(""));
        return GitAddress.absolute(GitAddress.require(plain), top());
    }

    private String head() throws InterruptedException {
        return required("commit", "find the commit to release", "rev-parse", "--verify", "HEAD^{commit}");
    }

    // A relative address in the configuration is meant from there.
    private HostPath top() throws InterruptedException {
        CommandResult top = git("rev-parse", "--show-toplevel");
        return top.isSuccess() ? new HostPath(top.output().strip()) : directory;
    }

    private String required(String field, String action, String... arguments) throws InterruptedException {
        CommandResult result = git(arguments);
        if (!result.isSuccess()) {
            throw new OperationFailedException(
                    action,
                    "in " + directory + " " + result.reason(),
                    "Name it with '" + field + "' in full, or the repository with 'directory'");
        }
        return result.output().strip();
    }

    private CommandResult git(String... arguments) throws InterruptedException {
        // What git says on standard error is in the reason, if there is one.
        return host.run(
                Command.of("git", arguments)
                        .directory(directory)
                        .timeLimit(LIMIT)
                        .captured()
                        .build(),
                Console.silent());
    }
}
