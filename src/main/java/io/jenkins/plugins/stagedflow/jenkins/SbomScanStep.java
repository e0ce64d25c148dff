package io.jenkins.plugins.stagedflow.jenkins;

import com.cloudbees.plugins.credentials.common.StandardUsernamePasswordCredentials;
import hudson.Extension;
import hudson.model.Item;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.stagedflow.host.InvalidRequestException;
import io.jenkins.plugins.stagedflow.jenkins.config.Defaults;
import io.jenkins.plugins.stagedflow.registry.ImageReference;
import io.jenkins.plugins.stagedflow.scan.SbomScan;
import io.jenkins.plugins.stagedflow.scan.SbomScanRequest;
import io.jenkins.plugins.stagedflow.scan.SbomScanResult;
import java.io.Serializable;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import jenkins.YesNoMaybe;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** The step {@code sbomScan}: writes bills of materials and tells which packages in them are vulnerable. */
public final class SbomScanStep extends ScannerStep {
    private static final long serialVersionUID = 1L;

    private Serializable directories = Plain.value(List.of());
    private Serializable images = Plain.value(List.of());
    private String cutoff = "HIGH";
    private String generator = "auto";
    private String scanner = "auto";
    private boolean failOnFindings;
    private boolean allowEmpty;
    private int timeout = 600;
    private String outputDirectory = "sbom-reports";

    /** Creates the step. */
    @DataBoundConstructor
    public SbomScanStep() {}

    /** Returns the argument {@code directories}. */
    public Object getDirectories() {
        return directories;
    }

    /** Directories with lock files: names, or name to path. */
    @DataBoundSetter
    public void setDirectories(Object value) {
        directories = Plain.value(value);
    }

    /** Returns the argument {@code images}. */
    public Object getImages() {
        return images;
    }

    /** References of images, name to reference, or what parallelPush returned. */
    @DataBoundSetter
    public void setImages(Object value) {
        images = Plain.value(value);
    }

    /** Returns the argument {@code cutoff}. */
    public String getCutoff() {
        return cutoff;
    }

    /** Mildest severity that counts. */
    @DataBoundSetter
    public void setCutoff(String value) {
        cutoff = value;
    }

    /** Returns the argument {@code generator}. */
    public String getGenerator() {
        return generator;
    }

    /** What writes the bills of materials. */
    @DataBoundSetter
    public void setGenerator(String value) {
        generator = value;
    }

    /** Returns the argument {@code scanner}. */
    public String getScanner() {
        return scanner;
    }

    /** What compares them. */
    @DataBoundSetter
    public void setScanner(String value) {
        scanner = value;
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

    /** Returns the argument {@code allowEmpty}. */
    public boolean isAllowEmpty() {
        return allowEmpty;
    }

    /** A bill of materials without a package is fine. */
    @DataBoundSetter
    public void setAllowEmpty(boolean value) {
        allowEmpty = value;
    }

    /** Returns the argument {@code timeout}. */
    public int getTimeout() {
        return timeout;
    }

    /** How long each program may take for one component, in seconds. */
    @DataBoundSetter
    public void setTimeout(int value) {
        timeout = value;
    }

    /** Returns the argument {@code outputDirectory}. */
    public String getOutputDirectory() {
        return outputDirectory;
    }

    /** Directory for the SPDX, JSON and SARIF files. */
    @DataBoundSetter
    public void setOutputDirectory(String value) {
        outputDirectory = value;
    }

    @Override
    SbomScanResult run(Site site) throws InterruptedException {
        Defaults defaults = site.defaults();
        SbomScanRequest request = SbomScanRequest.builder()
                .directories(named("directories", directories, SbomScanStep::lastPart))
                .images(
                        EarlierImages.isResult(images)
                                ? EarlierImages.of("images", images).references()
                                : named("images", images, SbomScanStep::nameOfImage))
                .login(loginRegistry(defaults), login(site))
                .cutoff(cutoff)
                .generator(generator)
                .scanner(scanner)
                .failOnFindings(failOnFindings)
                .allowEmpty(allowEmpty)
                .timeout(Duration.ofSeconds(timeout))
                .program(program(defaults))
                .databases(databases(defaults))
                .outputDirectory(outputDirectory)
                .maxParallel(getMaxParallel())
                .build();
        return new SbomScan(site.host(), site.console(), site.timing()).scan(request);
    }

    private static Map<String, String> named(String field, Object value, UnaryOperator<String> name) {
        if (value instanceof Map<?, ?> map) {
            return Plain.texts(map);
        }
        Map<String, String> named = new LinkedHashMap<>();
        for (String part : "".equals(value) ? List.<String>of() : Plain.names(field, value)) {
            if (named.put(name.apply(part), part) != null) {
                throw new InvalidRequestException(field, part, "each one only once");
            }
        }
        return named;
    }

    private static String nameOfImage(String reference) {
        return ImageReference.parse("images", reference).repository().name();
    }

    // The workspace itself has no name of its own that the same job would have on every agent.
    private static String lastPart(String path) {
        String plain = path.replaceAll("/+$", "");
        String last = plain.substring(plain.lastIndexOf('/') + 1);
        return last.isEmpty() || last.equals(".") ? "workspace" : last;
    }

    /** Tells Jenkins about the step. */
    @Extension(dynamicLoadable = YesNoMaybe.YES)
    public static final class DescriptorImpl extends OperationStepDescriptor {
        /** Creates the descriptor. */
        public DescriptorImpl() {
            super("sbomScan", Messages.SbomScanStep());
        }

        @Override
        public String argumentsToString(Map<String, Object> arguments) {
            Object what = arguments.containsKey("directories") ? arguments.get("directories") : arguments.get("images");
            return lines(what).replace("\n", ", ");
        }

        /** Returns the ids to choose from. */
        @POST
        public ListBoxModel doFillCredentialsIdItems(@AncestorInPath Item item, @QueryParameter String credentialsId) {
            return choices(item, credentialsId, StandardUsernamePasswordCredentials.class);
        }
    }
}
