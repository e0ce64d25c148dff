package io.jenkins.plugins.stagedflow.scan;

import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a scan of several images found.
 *
 * @param trivyVersion the version of Trivy, empty if another scanner was used
 * @param images the images in the order of the request
 * @param seconds how long all of it took
 * @param scanner the program and its version, as in "Trivy 0.68.2"
 * @param scannedAt when the scan began, as in 2026-11-25T10:00:00Z; empty if that is not known
 * @param policy by which rules it passed or failed
 * @param earlier how many findings earlier scans had, the oldest first
 * @param databases what Trivy compared with, and how old that was
 */
public record ScanResult(
        String trivyVersion,
        List<ImageScan> images,
        double seconds,
        String scanner,
        String scannedAt,
        ScanPolicy policy,
        List<TrendPoint> earlier,
        List<DatabaseInfo> databases)
        implements Serializable {
    /** Copies the lists. */
    public ScanResult {
        images = List.copyOf(images);
        earlier = List.copyOf(earlier);
        databases = List.copyOf(databases);
    }

    /** Creates a result of a scanner whose databases are not known. */
    public ScanResult(
            String trivyVersion,
            List<ImageScan> images,
            double seconds,
            String scanner,
            String scannedAt,
            ScanPolicy policy,
            List<TrendPoint> earlier) {
        this(trivyVersion, images, seconds, scanner, scannedAt, policy, earlier, List.of());
    }

    /** Creates a result of Trivy of which no more is known. */
    public ScanResult(String trivyVersion, List<ImageScan> images, double seconds) {
        this(trivyVersion, images, seconds, "Trivy " + trivyVersion, "", ScanPolicy.unknown(), List.of());
    }

    /** Returns whether every image was scanned and the gate let every one through. */
    public boolean passed() {
        return images.stream().allMatch(ImageScan::passed);
    }

    /** Returns whether something was found and none of it counts, as ignore files and VEX documents hide it all. */
    public boolean isAllIgnored() {
        return ignored() > 0
                && images.stream()
                        .allMatch(image ->
                                image.error().isEmpty() && image.findings().isEmpty());
    }

    /** Returns how many findings ignore files and VEX documents hid, each image counted by itself. */
    public int ignored() {
        return images.stream().mapToInt(ImageScan::ignored).sum();
    }

    /** Returns name to digest of the images that were scanned and that the gate let through: these may be promoted. */
    public Map<String, String> passedDigests() {
        Map<String, String> digests = new LinkedHashMap<>();
        images.stream().filter(ImageScan::passed).forEach(image -> digests.put(image.name(), image.digest()));
        return digests;
    }
}
