package io.jenkins.plugins.stagedflow.push;

import io.jenkins.plugins.stagedflow.host.Command;
import io.jenkins.plugins.stagedflow.host.Console;
import io.jenkins.plugins.stagedflow.host.Host;

/** The tag that names the commit of the host's directory. */
final class CommitTag {
    private static final int DIGITS = 7;

    private CommitTag() {}

    /** Returns {@code sha-} and the first 7 digits of the commit. */
    static String of(Host host) throws InterruptedException {
        String commit = host.run(
                        Command.of("git", "rev-parse", "--verify", "HEAD^{commit}")
                                .captured()
                                .build(),
                        Console.silent())
                .orFail("find the commit to name the tag after", "Set tag, or push from a git checkout")
                .output();
        return "sha-" + commit.strip().substring(0, DIGITS);
    }
}
