package io.jenkins.plugins.stagedflow.jenkins;

import io.jenkins.plugins.stagedflow.scan.ImageScan;
import io.jenkins.plugins.stagedflow.scan.MergedFindings;
import io.jenkins.plugins.stagedflow.scan.ScanResult;
import java.util.List;
import java.util.stream.Collectors;

/** Says in a sentence what a scan found that did not make its step fail. */
final class ScanWarning {
    private ScanWarning() {}

    static String of(ScanResult scan) {
        List<String> images = scan.images().stream()
                .filter(image -> !image.passed())
                .map(ImageScan::name)
                .toList();
        String counts = MergedFindings.of(scan).counts().entrySet().stream()
                .map(count -> count.getValue() + " " + count.getKey())
                .collect(Collectors.joining(", "));
        return "Findings in " + String.join(", ", images) + ": " + counts;
    }
}
