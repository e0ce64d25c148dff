package io.jenkins.plugins.stagedflow.jenkins;

import com.cloudbees.plugins.credentials.common.StandardUsernamePasswordCredentials;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import hudson.model.Item;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.stagedflow.host.InvalidRequestException;
import io.jenkins.plugins.stagedflow.jenkins.config.Defaults;
import io.jenkins.plugins.stagedflow.registry.ImageReference;
import io.jenkins.plugins.stagedflow.report.ScanPages;
import io.jenkins.plugins.stagedflow.scan.ScanRequest;
import io.jenkins.plugins.stagedflow.scan.ScanResult;
import io.jenkins.plugins.stagedflow.scan.Severity;
import io.jenkins.plugins.stagedflow.scan.TrivyScan;
import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import jenkins.YesNoMaybe;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** The step {@code trivyScan}: scans images with Trivy at once and fails on what it finds. */
public final class TrivyScanStep extends GatedScanStep {
    private static final long serialVersionUID = 1L;
    private static final List<String> USUAL = List.of("CRITICAL", "HIGH");

    private final Serializable images;
    private ArrayList<String> severity = Plain.texts(USUAL);
    private boolean ignoreUnfixed = true;
    private String ignoreFile = "";
    private ArrayList<String> scanners = Plain.texts(List.of("vuln"));
    private int timeout = 300;
    private ArrayList<String> vex = new ArrayList<>();
    private ArrayList<String> sbom = new ArrayList<>();
    private boolean failOnFindings = true;
    private String outputDirectory = "trivy-reports";
    private boolean lowPriority = false;

    /** Creates the step with what it cannot do without. */
    @DataBoundConstructor
    public TrivyScanStep(Object images) {
        this.images = Plain.value(images);
    }

    /** Returns the argument {@code images}. */
    public Object getImages() {
        return images;
    }

    /** Returns the argument {@code severity}. */
    public List<String> getSeverity() {
        return severity;
    }

    /** Severities that count. */
    @DataBoundSetter
    public void setSeverity(List<String> value) {
        severity = Plain.texts(value);
    }

    /** Returns the argument {@code ignoreUnfixed}. */
    public boolean isIgnoreUnfixed() {
        return ignoreUnfixed;
    }

    /** Vulnerabilities that no version mends do not count. */
    @DataBoundSetter
    public void setIgnoreUnfixed(boolean value) {
        ignoreUnfixed = value;
    }

    /** Returns the argument {@code ignoreFile}. */
    public String getIgnoreFile() {
        return ignoreFile;
    }

    /** File of findings to ignore. */
    @DataBoundSetter
    public void setIgnoreFile(String value) {
        ignoreFile = value;
    }

    /** Returns the argument {@code scanners}. */
    public List<String> getScanners() {
        return scanners;
    }

    /** What to look for: vuln, secret, misconfig, license. */
    @DataBoundSetter
    public void setScanners(List<String> value) {
        scanners = Plain.texts(value);
    }

    /** Returns the argument {@code timeout}. */
    public int getTimeout() {
        return timeout;
    }

    /** How long the scan of an image may take, in seconds. */
    @DataBoundSetter
    public void setTimeout(int value) {
        timeout = value;
    }

    /** Returns the argument {@code vex}. */
    public List<String> getVex() {
        return vex;
    }

    /** Documents that say which vulnerabilities do no harm. */
    @DataBoundSetter
    public void setVex(List<String> value) {
        vex = Plain.texts(value);
    }

    /** Returns the argument {@code sbom}. */
    public List<String> getSbom() {
        return sbom;
    }

    /** Formats of bills of materials to write: spdx, cyclonedx. */
    @DataBoundSetter
    public void setSbom(List<String> value) {
        sbom = Plain.texts(value);
    }

    /** Returns the argument {@code failOnFindings}. */
    public boolean isFailOnFindings() {
        return failOnFindings;
    }

    /** The step fails when something is found. */
    @DataBoundSetter
    public void setFailOnFindings(boolean value) {
        failOnFindings = value;
    }

    /** Returns the argument {@code outputDirectory}. */
    public String getOutputDirectory() {
        return outputDirectory;
    }

    /** Directory for the SARIF and JSON reports. */
    @DataBoundSetter
    public void setOutputDirectory(String value) {
        outputDirectory = value;
    }

    /** Returns the argument {@code lowPriority}. */
    public boolean isLowPriority() {
        return lowPriority;
    }

    /** Trivy gives way to what else the agent has to do. */
    @DataBoundSetter
    public void setLowPriority(boolean value) {
        lowPriority = value;
    }

    @Override
    ScanResult run(Site site) throws InterruptedException {
        Defaults defaults = site.defaults();
        ScanRequest request = ScanRequest.builder()
                .images(references())
                .login(loginRegistry(defaults), login(site))
                .severity(severity)
                .scanners(scanners)
                .ignoreUnfixed(ignoreUnfixed)
                .ignoreFile(ignoreFile)
                .timeout(Duration.ofSeconds(timeout))
                .program(program(defaults))
                .databases(databases(defaults))
                .vex(vex)
                .sboms(sbom)
                .failOnFindings(failOnFindings)
                .gate(gate())
                .outputDirectory(outputDirectory)
                .maxParallel(getMaxParallel())
                .lowPriority(lowPriority)
                .build();
        ScanPages pages = ScanPages.of(site.host(), site.console(), outputDirectory, getReport());
        return new TrivyScan(site.host(), site.console(), site.timing(), pages).scan(request);
    }

    @Override
    List<String> reports(Optional<Serializable> reached, boolean failed) {
        return reached.filter(ScanResult.class::isInstance)
                .map(ScanResult.class::cast)
                .map(scan -> scan.images().stream()
                        .flatMap(image -> Stream.of(image.sarif(), image.json()))
                        .filter(file -> !file.isEmpty())
                        .toList())
                .orElse(List.of());
    }

    @Override
    String warning(Serializable result) {
        return result instanceof ScanResult scan && !scan.passed() ? ScanWarning.of(scan) : "";
    }

    private Map<String, String> references() {
        if (EarlierImages.isResult(images)) {
            return EarlierImages.of("images", images).references();
        }
        return images instanceof Map<?, ?> named ? Plain.texts(named) : byName(Plain.names("images", images));
    }

    private static Map<String, String> byName(List<String> references) {
        Map<String, String> named = new LinkedHashMap<>();
        for (String reference : references) {
            String name = ImageReference.parse("images", reference).repository().name();
            if (named.put(name, reference) != null) {
                throw new InvalidRequestException("images", name, "each one only once");
            }
        }
        return named;
    }

    /** Tells Jenkins about the step. */
    @Extension(dynamicLoadable = YesNoMaybe.YES)
    public static final class DescriptorImpl extends OperationStepDescriptor {
        /** Creates the descriptor. */
        public DescriptorImpl() {
            super("trivyScan", Messages.TrivyScanStep());
        }

        /** Returns the severities that the form offers, the worst first. */
        public List<Severity> getSeverities() {
            List<Severity> worstFirst = new ArrayList<>(List.of(Severity.values()));
            worstFirst.sort(Comparator.reverseOrder());
            return worstFirst;
        }

        /** Returns whether the form shows the severity as chosen for the step, or for a new one. */
        public boolean isChosen(@CheckForNull TrivyScanStep step, Severity severity) {
            return (step == null ? USUAL : step.severity).contains(severity.name());
        }

        @Override
        Map<?, ?> fields(Map<?, ?> form) {
            Map<Object, Object> fields = new LinkedHashMap<>(form);
            fields.put(
                    "severity",
                    getSeverities().stream()
                            .map(Severity::name)
                            .filter(name -> Boolean.TRUE.equals(form.get("severity" + name)))
                            .toList());
            return fields;
        }

        @Override
        public String argumentsToString(Map<String, Object> arguments) {
            return images(arguments, "for", "severity");
        }

        /** Returns the ids to choose from. */
        @POST
        public ListBoxModel doFillCredentialsIdItems(@AncestorInPath Item item, @QueryParameter String credentialsId) {
            return choices(item, credentialsId, StandardUsernamePasswordCredentials.class);
        }
    }
}
