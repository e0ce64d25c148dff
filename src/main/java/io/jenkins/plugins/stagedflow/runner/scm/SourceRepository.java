package io.jenkins.plugins.stagedflow.runner.scm;

import io.jenkins.plugins.stagedflow.host.Command;
import io.jenkins.plugins.stagedflow.host.CommandResult;
import io.jenkins.plugins.stagedflow.host.Console;
import io.jenkins.plugins.stagedflow.host.Host;
import io.jenkins.plugins.stagedflow.host.LocalHost;
import io.jenkins.plugins.stagedflow.runner.context.Parent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The git repository that the Jenkinsfile is in.
 *
 * @param root its top directory
 * @param environment the variables git runs with
 */
public record SourceRepository(Path root, Map<String, String> environment) {
    /** Copies the variables. */
    public SourceRepository {
        environment = Map.copyOf(environment);
    }

    /** Returns the repository that a file is in, if it is in one. */
    public static Optional<SourceRepository> of(Path file, Map<String, String> environment)
            throws InterruptedException {
        CommandResult result = run(new LocalHost(Parent.of(file), environment), "rev-parse", "--show-toplevel");
        return result.isSuccess()
                ? Optional.of(new SourceRepository(Path.of(result.output().strip()), environment))
                : Optional.empty();
    }

    /** Returns the commit that is checked out. */
    public String commit() throws InterruptedException {
        return text("rev-parse", "HEAD");
    }

    /** Returns the branch that is checked out, or an empty text. */
    public String branch() throws InterruptedException {
        CommandResult result = git("symbolic-ref", "--quiet", "--short", "HEAD");
        return result.isSuccess() ? result.output().strip() : "";
    }

    /** Returns the address of the remote {@code origin}, or the directory itself if there is none. */
    public String url() throws InterruptedException {
        CommandResult result = git("remote", "get-url", "origin");
        return result.isSuccess() ? result.output().strip() : root.toString();
    }

    /** Returns the files that differ from a commit, those git does not know yet and does not ignore among them. */
    List<Path> changedSince(String commit) throws InterruptedException {
        String changed = text("diff", "--name-only", "--no-renames", "-z", commit, "--");
        String unknown = text("ls-files", "--others", "--exclude-standard", "-z");
        return Arrays.stream((changed + '\0' + unknown).split("\0"))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .map(Path::of)
                .distinct()
                .toList();
    }

    /** Returns the commit that the branch left another one at, if there is one. */
    Optional<String> mergeBase(String other) throws InterruptedException {
        CommandResult result = git("merge-base", "HEAD", other);
        return result.isSuccess() ? Optional.of(result.output().strip()) : Optional.empty();
    }

    boolean isDirectory(Path directory) {
        return Files.isDirectory(directory) && root.equals(directory);
    }

    private String text(String... arguments) throws InterruptedException {
        return git(arguments)
                .orFail("ask git about " + root, "Commit once, and see that git works there")
                .output()
                .strip();
    }

    private CommandResult git(String... arguments) throws InterruptedException {
        return run(new LocalHost(root, environment), arguments);
    }

    // What git says on standard error is for nobody here.
    private static CommandResult run(Host host, String... arguments) throws InterruptedException {
        return host.run(Command.of("git", arguments).captured().build(), Console.silent());
    }
}
