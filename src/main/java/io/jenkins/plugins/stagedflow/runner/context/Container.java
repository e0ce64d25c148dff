package io.jenkins.plugins.stagedflow.runner.context;

import java.util.List;

/**
 * A container that commands of a block run in.
 *
 * @param id the id of the container
 * @param outer the variables of the machine, which the container does not get
 */
public record Container(String id, List<String> outer) {
    /** Copies the list. */
    public Container {
        outer = List.copyOf(outer);
    }
}
