package io.jenkins.plugins.stagedflow.git;

import io.jenkins.plugins.stagedflow.host.Command;
import io.jenkins.plugins.stagedflow.host.CommandResult;
import io.jenkins.plugins.stagedflow.host.Console;
import io.jenkins.plugins.stagedflow.host.LocalHost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.rules.ExternalResource;
import org.junit.rules.TemporaryFolder;

/** A real bare repository and a clone of it, made by the git program. */
public final class RealGit extends ExternalResource {
    private final TemporaryFolder folder = new TemporaryFolder();
    private int commits;

    @Override
    protected void before() throws Throwable {
        folder.create();
        git(root(), "init", "--quiet", "--bare", "--initial-branch=main", "remote.git");
        git(root(), "clone", "--quiet", "remote.git", "clone");
        git(local(), "checkout", "--quiet", "-B", "main");
    }

    @Override
    protected void after() {
        folder.delete();
    }

    public Path root() {
        return folder.getRoot().toPath();
    }

    public Path remote() {
        return root().resolve("remote.git");
    }

    public Path local() {
        return root().resolve("clone");
    }

    /** Makes a commit in the clone and returns its SHA. */
    public String commit() {
        try {
            Files.writeString(local().resolve("file"), "content " + ++commits);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        git(local(), "add", "file");
        git(local(), "commit", "--quiet", "--message", "change " + commits);
        return git(local(), "rev-parse", "HEAD");
    }

    /** Makes a commit, pushes it and returns its SHA. */
    public String pushedCommit() {
        String commit = commit();
        git(local(), "push", "--quiet", "origin", "main");
        return commit;
    }

    /** Returns the tags of the remote. */
    public List<String> tags() {
        return git(remote(), "tag", "--list").lines().toList();
    }

    /** Installs a hook of the remote. */
    public void hook(String name, String script) throws IOException {
        Path hook = remote().resolve("hooks").resolve(name);
        Files.writeString(hook, "#!/bin/sh\n" + script + "\n");
        hook.toFile().setExecutable(true);
    }

    /** Runs git and returns what it printed. */
    public String git(Path directory, String... arguments) {
        List<String> identity =
                List.of("-c", "user.name=Tester", "-c", "user.email=tester@localhost", "-c", "commit.gpgsign=false");
        List<String> all = new ArrayList<>(identity);
        all.addAll(List.of(arguments));
        try {
            CommandResult result = new LocalHost(directory, System.getenv())
                    .run(
                            Command.of("git", all.toArray(String[]::new))
                                    .captured()
                                    .build(),
                            Console.silent());
            return result.orFail("run git", "").output().strip();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
