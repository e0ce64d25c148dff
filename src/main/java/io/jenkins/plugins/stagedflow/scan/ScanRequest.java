package io.jenkins.plugins.stagedflow.scan;

import io.jenkins.plugins.stagedflow.host.InvalidRequestException;
import io.jenkins.plugins.stagedflow.host.Require;
import io.jenkins.plugins.stagedflow.registry.ImageNames;
import io.jenkins.plugins.stagedflow.registry.ImageReference;
import io.jenkins.plugins.stagedflow.registry.RegistryLogin;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which images to scan, for what, and what to do about findings. Immutable, valid from the start. */
public final class ScanRequest {
    private static final int MOST_AT_ONCE = 64;

    private final Map<String, ImageReference> images;
    private final Set<Severity> severity;
    private final Set<Scanner> scanners;
    private final Set<SbomFormat> sboms;
    private final Builder options;

    private ScanRequest(Builder builder) {
        images = references(builder.images);
        severity = some("severity", Severity.named("severity", builder.severity), "at least one severity");
        scanners = some("scanners", scanners(builder.scanners), "at least one of vuln, secret, misconfig, license");
        sboms = SbomFormat.named("sbom", builder.sboms);
        options = new Builder(builder);
        Require.timeLimit("timeout", options.timeout);
        Require.between("maxParallel", options.maxParallel, 1, MOST_AT_ONCE);
        Require.noneTwice("vex", options.vex);
        options.vex.forEach(file -> Require.text("vex", file));
        Require.text("outputDirectory", options.outputDirectory);
        options.gate.require(severity);
        if (!options.login.isAnonymous()) {
            ImageNames.registry("registry", options.registry);
        }
    }

    /** Returns a builder with the defaults of the step. */
    public static Builder builder() {
        return new Builder();
    }

    /** Returns name to reference. */
    public Map<String, ImageReference> images() {
        return images;
    }

    /** Returns the severities that count. */
    public Set<Severity> severity() {
        return severity;
    }

    /** Returns what to look for. */
    public Set<Scanner> scanners() {
        return scanners;
    }

    /** Returns the formats in which a bill of materials of each image is written. */
    public Set<SbomFormat> sboms() {
        return sboms;
    }

    /** Returns where the databases come from. */
    public DatabaseOptions databases() {
        return options.databases;
    }

    /** Returns which Trivy scans. */
    public TrivyProgram program() {
        return options.program;
    }

    /** Returns the documents that say which vulnerabilities do no harm. */
    public List<String> vex() {
        return options.vex;
    }

    /** Returns whether vulnerabilities that no version mends are left out. */
    public boolean ignoreUnfixed() {
        return options.ignoreUnfixed;
    }

    /** Returns the file of findings to ignore, or an empty text. */
    public String ignoreFile() {
        return options.ignoreFile;
    }

    /** Returns how long the scan of one image may take. */
    public Duration timeout() {
        return options.timeout;
    }

    /** Returns whether findings make the scan fail; an image that could not be scanned always does. */
    public boolean failOnFindings() {
        return options.failOnFindings;
    }

    /** Returns what lets findings through. */
    public Gate gate() {
        return options.gate;
    }

    /** Returns the registry the login is for. */
    public String registry() {
        return options.registry;
    }

    /** Returns who asks the registry for the images. */
    public RegistryLogin login() {
        return options.login;
    }

    /** Returns the directory for the reports. */
    public String outputDirectory() {
        return options.outputDirectory;
    }

    /** Returns whether Trivy gives way to what else the host has to do. */
    public boolean isLowPriority() {
        return options.lowPriority;
    }

    /** Returns how many images are scanned at once. */
    public int maxParallel() {
        return options.maxParallel;
    }

    private static Map<String, ImageReference> references(Map<String, String> images) {
        Require.distinct("images", images.keySet(), "at least one image");
        Map<String, ImageReference> references = new LinkedHashMap<>();
        images.forEach((name, reference) ->
                references.put(ImageNames.path("images", name), ImageReference.parse("images", reference)));
        return Collections.unmodifiableMap(references);
    }

    private static Set<Scanner> scanners(Collection<String> names) {
        Set<Scanner> scanners = EnumSet.noneOf(Scanner.class);
        names.forEach(name -> scanners.add(Scanner.named("scanners", name)));
        return scanners;
    }

    private static <T> Set<T> some(String field, Set<T> values, String expected) {
        if (values.isEmpty()) {
            throw new InvalidRequestException(field, "", expected);
        }
        return Collections.unmodifiableSet(values);
    }

    /** Collects the parts of a {@link ScanRequest}. */
    public static final class Builder {
        private final Map<String, String> images = new LinkedHashMap<>();
        private List<String> severity = List.of("CRITICAL", "HIGH");
        private List<String> scanners = List.of("vuln");
        private List<String> sboms = List.of();
        private List<String> vex = List.of();
        private DatabaseOptions databases = DatabaseOptions.usual();
        private TrivyProgram program = TrivyProgram.ofHost(TrivyProgram.USUAL_VERSION);
        private boolean ignoreUnfixed = true;
        private String ignoreFile = "";
        private Duration timeout = Duration.ofMinutes(5);
        private boolean failOnFindings = true;
        private Gate gate = Gate.closed();
        private String registry = "";
        private RegistryLogin login = RegistryLogin.anonymous();
        private String outputDirectory = "trivy-reports";
        private int maxParallel = 4;
        private boolean lowPriority;

        private Builder() {}

        private Builder(Builder other) {
            ignoreUnfixed = other.ignoreUnfixed;
            ignoreFile = other.ignoreFile;
            timeout = other.timeout;
            program = other.program;
            databases = other.databases;
            vex = other.vex;
            failOnFindings = other.failOnFindings;
            gate = other.gate;
            registry = other.registry;
            login = other.login;
            outputDirectory = other.outputDirectory;
            maxParallel = other.maxParallel;
            lowPriority = other.lowPriority;
        }

        /** Adds an image: how it is called, and its reference by tag or, better, by digest. */
        public Builder image(String name, String reference) {
            if (images.put(name, reference) != null) {
                throw new InvalidRequestException("images", name, "each one only once");
            }
            return this;
        }

        /** Adds images: name to reference. */
        public Builder images(Map<String, String> more) {
            more.forEach(this::image);
            return this;
        }

        /** Sets the severities that count: some of UNKNOWN, LOW, MEDIUM, HIGH, CRITICAL. */
        public Builder severity(Collection<String> names) {
            severity = List.copyOf(names);
            return this;
        }

        /** Sets what to look for: some of vuln, secret, misconfig, license. */
        public Builder scanners(Collection<String> names) {
            scanners = List.copyOf(names);
            return this;
        }

        /** Sets the formats of bills of materials to write: spdx, cyclonedx or both. */
        public Builder sboms(Collection<String> formats) {
            sboms = List.copyOf(formats);
            return this;
        }

        /** Sets OpenVEX, CycloneDX or CSAF documents; relative paths start at the host's directory. */
        public Builder vex(Collection<String> files) {
            vex = List.copyOf(files);
            return this;
        }

        /** Sets where the databases come from. */
        public Builder databases(DatabaseOptions value) {
            databases = value;
            return this;
        }

        /** Sets which Trivy scans. */
        public Builder program(TrivyProgram value) {
            program = value;
            return this;
        }

        /** Sets whether vulnerabilities that no version mends are left out. */
        public Builder ignoreUnfixed(boolean value) {
            ignoreUnfixed = value;
            return this;
        }

        /** Sets the file of findings to ignore, in one of Trivy's formats; a relative path starts at the host's directory. */
        public Builder ignoreFile(String path) {
            ignoreFile = path;
            return this;
        }

        /** Sets how long the scan of one image may take. */
        public Builder timeout(Duration limit) {
            timeout = limit;
            return this;
        }

        /** Sets whether findings make the scan fail. */
        public Builder failOnFindings(boolean value) {
            failOnFindings = value;
            return this;
        }

        /** Sets what lets findings through. */
        public Builder gate(Gate value) {
            gate = value;
            return this;
        }

        /** Sets who asks which registry for the images. */
        public Builder login(String host, RegistryLogin user) {
            registry = host;
            login = user;
            return this;
        }

        /** Sets the directory for the reports; a relative path starts at the host's directory. */
        public Builder outputDirectory(String path) {
            outputDirectory = path;
            return this;
        }

        /** Sets how many images are scanned at once, from 1 to 64. */
        public Builder maxParallel(int count) {
            maxParallel = count;
            return this;
        }

        /** Sets whether Trivy gives way to what else the host has to do. */
        public Builder lowPriority(boolean value) {
            lowPriority = value;
            return this;
        }

        /**
         * Returns the request.
         *
         * @throws InvalidRequestException naming the field, if a value cannot be meant
         */
        public ScanRequest build() {
            return new ScanRequest(this);
        }
    }
}
