package io.jenkins.plugins.stagedflow.scan;

import java.util.List;
import java.util.stream.Stream;

/** Results as a scan would make them. */
public final class SampleScan {
    private SampleScan() {}

    /** Returns what a scan of the images with its base line and earlier results returns. */
    public static ScanResult of(Earlier earlier, String scannedAt, ImageScan... images) {
        ScanPolicy policy = new ScanPolicy(
                List.of("CRITICAL", "HIGH"),
                true,
                true,
                0,
                0,
                earlier.baseline().isPresent() ? "base.json" : "");
        List<ImageScan> compared = Stream.of(images)
                .map(image -> image(
                        image.name(), new Findings(image.findings(), image.ignoredFindings()), earlier, scannedAt))
                .toList();
        return new ScanResult("0.68.2", compared, 3.2, "Trivy 0.68.2", scannedAt, policy, earlier.trend());
    }

    /** Returns an image with findings of which none is in a base line. */
    public static ImageScan image(String name, Finding... findings) {
        return image(name, new Findings(List.of(findings), List.of()), Earlier.nothing(), "2026-11-25T10:00:00Z");
    }

    /** Returns an image with what was found and what was hidden. */
    public static ImageScan image(String name, Findings listed, Earlier earlier, String now) {
        List<Finding> found = earlier.compared(name, listed.found(), now);
        List<Finding> hidden = earlier.compared(name, listed.hidden(), now);
        return new ImageScan(
                name,
                "registry.example/demo/" + name + "@sha256:" + name,
                "sha256:" + name,
                Gate.closed().passes(found),
                "",
                ImageScan.counted(found),
                found,
                hidden.size(),
                "/reports/" + name + ".sarif",
                "/reports/" + name + ".json",
                1.5,
                Judge.known(found),
                hidden);
    }

    /** Returns a vulnerability of a package. */
    public static Finding vulnerability(
            String id, Severity severity, String packageName, String installed, String fixed) {
        return Finding.builder("vuln", id, severity)
                .at("app (debian 12)", 0)
                .inPackage(packageName, "debian", installed)
                .fixedIn(fixed)
                .titled(
                        packageName + ": something is wrong",
                        "https://avd.example/" + id.toLowerCase(java.util.Locale.ROOT))
                .build();
    }
}
