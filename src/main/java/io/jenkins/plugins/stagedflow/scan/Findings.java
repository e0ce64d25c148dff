package io.jenkins.plugins.stagedflow.scan;

import java.io.Serializable;
import java.util.List;

/**
 * What a scanner's report lists.
 *
 * @param found what it found
 * @param hidden what an ignore file or a VEX document made it leave out
 */
record Findings(List<Finding> found, List<Finding> hidden) implements Serializable {
    /** Copies the lists. */
    Findings {
        found = List.copyOf(found);
        hidden = List.copyOf(hidden);
    }
}
