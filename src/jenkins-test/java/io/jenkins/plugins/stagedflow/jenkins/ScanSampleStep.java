package io.jenkins.plugins.stagedflow.jenkins;

import hudson.Extension;
import io.jenkins.plugins.stagedflow.host.HostFiles;
import io.jenkins.plugins.stagedflow.host.OperationFailedException;
import io.jenkins.plugins.stagedflow.scan.Finding;
import io.jenkins.plugins.stagedflow.scan.ImageScan;
import io.jenkins.plugins.stagedflow.scan.ScanResult;
import io.jenkins.plugins.stagedflow.scan.Severity;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** A step of the tests: has the result of a scan with one finding, and its report in the workspace, without a scanner. */
public final class ScanSampleStep extends OperationStep {
    private static final long serialVersionUID = 1L;

    private boolean fail;

    @DataBoundConstructor
    public ScanSampleStep() {}

    public boolean isFail() {
        return fail;
    }

    @DataBoundSetter
    public void setFail(boolean value) {
        fail = value;
    }

    @Override
    ScanResult run(Site site) {
        var report = site.host().directory().resolve("reports/backend.sarif");
        site.host().files().createDirectories(site.host().directory().resolve("reports"));
        site.host().files().write(report, "{}".getBytes(), HostFiles.Access.EVERYBODY);
        Finding finding = new Finding(
                "vuln", "CVE-2026-1", Severity.CRITICAL, "alpine", 0, "zlib", "1.2.3", "1.2.4", "bad", "");
        ImageScan image = new ImageScan(
                "backend",
                "registry.example.org/backend@sha256:" + "a".repeat(64),
                "sha256:" + "a".repeat(64),
                false,
                "",
                Map.of("CRITICAL", 1),
                List.of(finding),
                0,
                report.value(),
                "",
                1,
                0,
                List.of());
        ScanResult result = new ScanResult("0.68.2", List.of(image), 1);
        if (fail) {
            throw new OperationFailedException("let backend pass", "it has 1 CRITICAL finding", "Upgrade zlib")
                    .withPartialResult(result);
        }
        return result;
    }

    @Override
    List<String> reports(Optional<Serializable> reached, boolean failed) {
        return new TrivyScanStep(List.of()).reports(reached, failed);
    }

    @Override
    String warning(Serializable result) {
        return new TrivyScanStep(List.of()).warning(result);
    }

    @Extension
    public static final class DescriptorImpl extends OperationStepDescriptor {
        public DescriptorImpl() {
            super("scanSample", "Scan a sample");
        }

        @Override
        public String argumentsToString(Map<String, Object> arguments) {
            return "backend";
        }
    }
}
