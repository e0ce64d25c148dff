package io.jenkins.plugins.stagedflow.scan;

import java.io.Serializable;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A package to upgrade and what that mends. Each installed version is an upgrade of its own: where two lines of a package
 * are in use, such as 5.7.1 and 6.3.0, each has its own nearest mended version.
 *
 * @param packageName the package
 * @param packageType its kind: debian, alpine, npm, jar and so on
 * @param installedVersion the version that is there
 * @param to the lowest version that mends everything that can be mended; empty if nothing can be yet
 * @param findings the advisories it mends, the worst first
 * @param unfixed how many findings in the package no version mends
 * @param counts severity to number of findings it mends, the worst first
 * @param images the images that have the package
 */
public record Upgrade(
        String packageName,
        String packageType,
        String installedVersion,
        String to,
        List<String> findings,
        int unfixed,
        Map<String, Integer> counts,
        List<String> images)
        implements Serializable {
    /** Copies lists and map. */
    public Upgrade {
        findings = List.copyOf(findings);
        images = List.copyOf(images);
        counts = Collections.unmodifiableMap(new LinkedHashMap<>(counts));
    }

    /** Returns the upgrade in one line, such as "zlib 1.2.3-r0 to 9.9.9-r0". */
    public String summary() {
        return packageName + " " + installedVersion + " to " + to;
    }
}
