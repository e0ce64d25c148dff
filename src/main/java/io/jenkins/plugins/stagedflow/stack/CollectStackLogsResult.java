package io.jenkins.plugins.stagedflow.stack;

import java.io.Serializable;
import java.util.List;

/**
 * What was collected of a stack.
 *
 * @param directory where it is
 * @param files the files in it
 * @param problems what could not be collected, a sentence each
 * @param seconds how long it took
 */
public record CollectStackLogsResult(String directory, List<CollectedFile> files, List<String> problems, double seconds)
        implements Serializable {
    /** Copies the lists. */
    public CollectStackLogsResult {
        files = List.copyOf(files);
        problems = List.copyOf(problems);
    }
}
