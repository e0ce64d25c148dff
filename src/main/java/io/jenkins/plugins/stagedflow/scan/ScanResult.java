package io.jenkins.plugins.stagedflow.scan;

import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a scan of several images found.
 *
 * @param trivyVersion the version of the scanner
 * @param images the images in the order of the request
 * @param seconds how long all of it took
 */
public record ScanResult(String trivyVersion, List<ImageScan> images, double seconds) implements Serializable {
    /** Copies the list. */
    public ScanResult {
        images = List.copyOf(images);
    }

    /** Returns whether every image was scanned and nothing was found in any. */
    public boolean passed() {
        return images.stream().allMatch(ImageScan::passed);
    }

    /** Returns name to digest of the images that were scanned and in which nothing was found: these may be promoted. */
    public Map<String, String> passedDigests() {
        Map<String, String> digests = new LinkedHashMap<>();
        images.stream().filter(ImageScan::passed).forEach(image -> digests.put(image.name(), image.digest()));
        return digests;
    }
}
