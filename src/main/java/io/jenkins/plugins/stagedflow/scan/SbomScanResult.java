package io.jenkins.plugins.stagedflow.scan;

import java.io.Serializable;
import java.util.List;

/**
 * What the bills of materials list, and what is known about that.
 *
 * @param images what was found, by component in the order of the request; a directory has no digest
 * @param sboms the bills of materials that could be written
 * @param scanner the program that compared them, and its version
 * @param databases what Trivy compared with; empty for Grype, which has a database of its own
 * @param seconds how long all of it took
 */
public record SbomScanResult(
        List<ImageScan> images, List<Sbom> sboms, String scanner, List<DatabaseInfo> databases, double seconds)
        implements Serializable {
    /** Copies the lists. */
    public SbomScanResult {
        images = List.copyOf(images);
        sboms = List.copyOf(sboms);
        databases = List.copyOf(databases);
    }

    /** Returns whether everything was scanned and nothing at or above the cutoff was found. */
    public boolean passed() {
        return images.stream().allMatch(ImageScan::passed);
    }
}
