package io.jenkins.plugins.stagedflow.runner.steps;

import io.jenkins.plugins.stagedflow.host.OperationFailedException;
import io.jenkins.plugins.stagedflow.runner.context.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;

/** Gives each node a workspace that nobody else has meanwhile: NAME, NAME@2, … as Jenkins names them. */
final class Workspaces {
    private static final String NODE = "built-in";

    private final Path first;
    private final BitSet taken = new BitSet();

    /** Creates workspaces, the first of which is the given directory. */
    Workspaces(Path first) {
        this.first = first;
    }

    synchronized Workspace allocate(String labels) {
        int executor = taken.nextClearBit(0);
        taken.set(executor);
        Path directory = executor == 0 ? first : first.resolveSibling(first.getFileName() + "@" + (executor + 1));
        Workspace workspace = new Workspace(directory, NODE, labels, executor);
        create(directory);
        create(workspace.temporary());
        return workspace;
    }

    synchronized void release(Workspace workspace) {
        taken.clear(workspace.executor());
    }

    private static void create(Path directory) {
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new OperationFailedException(
                    "create the workspace " + directory, String.valueOf(e.getMessage()), "", e);
        }
    }
}
