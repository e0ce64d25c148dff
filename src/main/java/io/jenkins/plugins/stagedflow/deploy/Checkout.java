package io.jenkins.plugins.stagedflow.deploy;

import io.jenkins.plugins.stagedflow.host.Require;
import java.io.Serializable;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The git checkout on the target and the compose project in it.
 *
 * @param directory where it is: absolute, or from the user's home
 * @param remote the git remote it follows
 * @param branch the branch it follows
 * @param commit the commit of that branch to bring it to; empty for the head of the branch
 * @param composeFiles the compose files; none for compose's own choice
 * @param profiles the active profiles
 */
record Checkout(
        String directory, String remote, String branch, String commit, List<String> composeFiles, List<String> profiles)
        implements Serializable {
    private static final Pattern DIRECTORY = Pattern.compile("[^\\p{Cntrl}~-][^\\p{Cntrl}]*");
    private static final Pattern REMOTE = Pattern.compile("[0-9A-Za-z_][0-9A-Za-z_./-]*");
    // What git check-ref-format refuses, and a little more.
    private static final Pattern BRANCH = Pattern.compile(
            "(?!.*(?:\\.\\.|//|@\\{|\\.lock$|[./]$))[^\\p{Cntrl}\\s~^:?*\\[\\\\/.-][^\\p{Cntrl}\\s~^:?*\\[\\\\]*");
    private static final Pattern COMMIT = Pattern.compile("(?:[0-9a-f]{40}(?:[0-9a-f]{24})?)?");
    private static final Pattern FILE = Pattern.compile("[^\\p{Cntrl}-][^\\p{Cntrl}]*");
    private static final Pattern PROFILE = Pattern.compile("[0-9A-Za-z][0-9A-Za-z_.-]*");

    Checkout {
        Require.matching(
                "directory", directory, DIRECTORY, "a directory on the target, absolute or from the user's home");
        Require.matching("remote", remote, REMOTE, "the name of a git remote");
        Require.matching("branch", branch, BRANCH, "the name of a branch");
        Require.matching("commit", commit, COMMIT, "the whole id of a commit, 40 or 64 hex digits");
        composeFiles = Require.noneTwice("composeFiles", composeFiles);
        profiles = Require.noneTwice("profiles", profiles);
        composeFiles.forEach(
                file -> Require.matching("composeFiles", file, FILE, "a path that does not begin with '-'"));
        profiles.forEach(profile -> Require.matching("profiles", profile, PROFILE, "the name of a profile"));
    }

    /** Returns the arguments that go before each subcommand of compose, quoted for a shell. */
    String composeArguments() {
        StringBuilder arguments = new StringBuilder();
        composeFiles.forEach(file -> arguments.append(" --file ").append(ShellQuote.quote(file)));
        profiles.forEach(profile -> arguments.append(" --profile ").append(ShellQuote.quote(profile)));
        return arguments.toString();
    }
}
