package io.jenkins.plugins.stagedflow.jenkins.run;

import io.jenkins.plugins.stagedflow.deploy.DeployResult;
import io.jenkins.plugins.stagedflow.promote.PromoteResult;
import io.jenkins.plugins.stagedflow.promote.PromotedImage;
import io.jenkins.plugins.stagedflow.push.PushResult;
import io.jenkins.plugins.stagedflow.push.PushedImage;
import io.jenkins.plugins.stagedflow.release.CalverReleaseResult;
import io.jenkins.plugins.stagedflow.scan.Finding;
import io.jenkins.plugins.stagedflow.scan.ImageScan;
import io.jenkins.plugins.stagedflow.scan.ScanResult;
import io.jenkins.plugins.stagedflow.scan.Severity;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Steps as a flow of four images leaves them, with texts that nobody should trust. */
final class SampleSteps {
    static final String HOSTILE = "<script>alert('x')</script>\"><img src=x onerror=alert(1)>";
    static final String DIGEST = "sha256:" + "ab".repeat(32);

    private SampleSteps() {}

    static List<StepSummary> flow() {
        return List.of(
                step("10", "parallelPush", push()),
                step("11", "trivyScan", scan(3)),
                step("12", "cranePromote", promotion()),
                step("13", "calverRelease", release()),
                step("14", "sshDeploy", deployment()));
    }

    static StepSummary step(String node, String name, Serializable result) {
        return new StepSummary(node, name, "for tests", "Deploy", StepSummary.Outcome.PASSED, "", 61)
                .with(Detail.of(result).orElseThrow());
    }

    static PushResult push() {
        Map<String, PushedImage> images = new LinkedHashMap<>();
        images.put(
                "backend",
                new PushedImage("pushed", "localhost:5000/me/backend:sha-1234567", DIGEST, 1_572_864, 1.25, 1, ""));
        images.put("base", new PushedImage("failed", "localhost:5000/me/base:sha-1234567", "", 0, 2, 3, HOSTILE));
        return new PushResult(false, "sha-1234567", images);
    }

    static ScanResult scan(int findings) {
        List<Finding> found = new ArrayList<>();
        for (int i = 0; i < findings; i++) {
            found.add(new Finding(
                    "vuln",
                    "CVE-2026-" + i,
                    i % 2 == 0 ? Severity.CRITICAL : Severity.HIGH,
                    "alpine",
                    0,
                    "zlib" + i,
                    "1.2.3",
                    "1.2.4",
                    HOSTILE,
                    i == 0 ? "javascript:alert(1)" : "https://example.org/CVE-2026-" + i));
        }
        ImageScan image = new ImageScan(
                "backend",
                "localhost:5000/me/backend@" + DIGEST,
                DIGEST,
                false,
                "",
                Map.of("CRITICAL", (findings + 1) / 2, "HIGH", findings / 2),
                found,
                0,
                "reports/backend.sarif",
                "reports/backend.json",
                1,
                0,
                List.of());
        return new ScanResult("0.68.2", List.of(image), 1);
    }

    static PromoteResult promotion() {
        return new PromoteResult(
                false,
                Map.of(
                        "backend",
                        new PromotedImage(
                                "localhost:5000/me/backend",
                                DIGEST,
                                List.of("latest", "stable"),
                                List.of("latest", "stable"),
                                Map.of("latest", "sha256:" + "cd".repeat(32)))));
    }

    static CalverReleaseResult release() {
        return new CalverReleaseResult(
                "2026.11.2",
                "f".repeat(40),
                "2026.11.2",
                List.of(new CalverReleaseResult.ReleasedImage(
                        "backend", "localhost:5000/me/backend:2026.11.2", DIGEST)),
                "https://example.org/releases/2026.11.2",
                false,
                false,
                1);
    }

    static DeployResult deployment() {
        Map<String, Double> phases = new LinkedHashMap<>();
        phases.put("checkout", 0.4);
        phases.put("up", 3.2);
        return new DeployResult(
                "deploy@app.example.org:22",
                "/srv/app",
                false,
                "2026.11.1",
                "2026.11.2",
                "",
                "",
                List.of(),
                List.of(),
                phases,
                false,
                true,
                "",
                List.of("an image could not be pruned"),
                List.of());
    }
}
