package io.jenkins.plugins.stagedflow.runner.context;

import java.nio.file.Path;

/** The directory that a file is in. */
public final class Parent {
    private Parent() {}

    /** Returns the directory, absolute; the root is its own parent. */
    public static Path of(Path file) {
        Path absolute = file.toAbsolutePath().normalize();
        Path parent = absolute.getParent();
        return parent == null ? absolute : parent;
    }
}
