package io.jenkins.plugins.stagedflow.runner.context;

import java.nio.file.Path;

/**
 * The directory that a node gives to what runs in it, for itself alone.
 *
 * @param directory the workspace
 * @param node the name of the node
 * @param labels what the Jenkinsfile asked for
 * @param executor the number of the executor, from 0
 */
public record Workspace(Path directory, String node, String labels, int executor) {
    /** Returns the directory beside it for temporary files. */
    public Path temporary() {
        return directory.resolveSibling(directory.getFileName() + "@tmp");
    }
}
