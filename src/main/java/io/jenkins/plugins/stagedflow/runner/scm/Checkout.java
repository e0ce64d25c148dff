package io.jenkins.plugins.stagedflow.runner.scm;

import io.jenkins.plugins.stagedflow.host.Command;
import io.jenkins.plugins.stagedflow.host.Console;
import io.jenkins.plugins.stagedflow.host.LocalHost;
import io.jenkins.plugins.stagedflow.host.OperationFailedException;
import io.jenkins.plugins.stagedflow.runner.context.Parent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Brings the sources into a workspace: the commit that is checked out, and over it what is not committed yet. */
public final class Checkout {
    private static final String REMEDY = "See its output above";

    private final SourceRepository repository;
    private final Path own;

    /**
     * Creates a checkout.
     *
     * @param own the directory that runs leave things in, which is no part of the sources
     */
    public Checkout(SourceRepository repository, Path own) {
        this.repository = repository;
        this.own = own;
    }

    /** Brings the sources into a directory, and returns the variables Jenkins sets. */
    public Map<String, String> into(Path directory, Console console) throws InterruptedException {
        if (repository.isDirectory(directory)) {
            console.line("The workspace is the repository itself: it stays as it is");
        } else {
            bring(directory, console);
        }
        return variables();
    }

    private Map<String, String> variables() throws InterruptedException {
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put("GIT_COMMIT", repository.commit());
        variables.put("GIT_URL", repository.url());
        String branch = repository.branch();
        if (!branch.isEmpty()) {
            variables.put("GIT_BRANCH", branch);
            variables.put("GIT_LOCAL_BRANCH", branch);
        }
        return variables;
    }

    private void bring(Path directory, Console console) throws InterruptedException {
        LocalHost host = new LocalHost(directory, repository.environment());
        String commit = repository.commit();
        console.line("Checking out " + commit + " of " + repository.root());
        if (Files.isDirectory(directory.resolve(".git"))) {
            git(
                    host,
                    console,
                    "fetch",
                    "--quiet",
                    "--tags",
                    "--force",
                    repository.root().toString(),
                    "HEAD");
        } else {
            git(host, console, "init", "--quiet");
            git(host, console, "fetch", "--quiet", "--tags", repository.root().toString(), "HEAD");
            git(host, console, "remote", "add", "origin", repository.url());
        }
        branches(host, console);
        git(host, console, "-c", "advice.detachedHead=false", "checkout", "--quiet", "--force", "--detach", commit);
        overlay(directory, repository.changedSince(commit), console);
    }

    // So that scripts can ask where a branch left another one, as after Jenkins' own checkout.
    private void branches(LocalHost host, Console console) throws InterruptedException {
        git(
                host,
                console,
                "fetch",
                "--quiet",
                "--force",
                repository.root().toString(),
                "+refs/remotes/origin/*:refs/remotes/origin/*");
    }

    private void overlay(Path directory, List<Path> changed, Console console) {
        List<Path> files = changed.stream()
                .filter(file -> !repository.root().resolve(file).startsWith(own))
                .toList();
        if (!files.isEmpty()) {
            console.line("With " + files.size() + " file(s) that are not committed yet");
        }
        files.forEach(file -> overlay(repository.root().resolve(file), directory.resolve(file)));
    }

    private static void overlay(Path from, Path to) {
        try {
            if (!Files.exists(from, LinkOption.NOFOLLOW_LINKS)) {
                Files.deleteIfExists(to);
            } else if (!Files.isDirectory(from, LinkOption.NOFOLLOW_LINKS)) {
                Files.createDirectories(Parent.of(to));
                Files.copy(
                        from,
                        to,
                        StandardCopyOption.REPLACE_EXISTING,
                        StandardCopyOption.COPY_ATTRIBUTES,
                        LinkOption.NOFOLLOW_LINKS);
            }
        } catch (IOException e) {
            throw new OperationFailedException(
                    "bring " + from + " into the workspace", String.valueOf(e.getMessage()), "", e);
        }
    }

    private static void git(LocalHost host, Console console, String... arguments) throws InterruptedException {
        host.run(Command.of("git", arguments).build(), console).orFail("check out the sources", REMEDY);
    }
}
