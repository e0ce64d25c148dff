package io.jenkins.plugins.stagedflow.scan;

import io.jenkins.plugins.stagedflow.host.InvalidRequestException;
import io.jenkins.plugins.stagedflow.host.Require;
import io.jenkins.plugins.stagedflow.registry.ImageNames;
import io.jenkins.plugins.stagedflow.registry.ImageReference;
import io.jenkins.plugins.stagedflow.registry.RegistryLogin;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Of what to write bills of materials, and what to do about findings in them. Immutable, valid from the start. */
public final class SbomScanRequest {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9](?:[A-Za-z0-9._/-]{0,126}[A-Za-z0-9])?");
    private static final Pattern TOOL = Pattern.compile("auto|syft|grype|trivy");
    private static final int MOST_AT_ONCE = 64;

    private final Map<String, String> directories;
    private final Map<String, ImageReference> images;
    private final Severity cutoff;
    private final Builder options;

    private SbomScanRequest(Builder builder) {
        directories = Collections.unmodifiableMap(new LinkedHashMap<>(builder.directories));
        images = references(builder.images);
        requireSome();
        cutoff = Severity.named("cutoff", List.of(builder.cutoff)).iterator().next();
        options = new Builder(builder);
        requireTool("generator", options.generator, "auto, syft or trivy", "grype");
        requireTool("scanner", options.scanner, "auto, grype or trivy", "syft");
        Require.timeLimit("timeout", options.timeout);
        Require.between("maxParallel", options.maxParallel, 1, MOST_AT_ONCE);
        Require.text("outputDirectory", options.outputDirectory);
        if (!options.login.isAnonymous()) {
            ImageNames.registry("registry", options.registry);
        }
    }

    /** Returns a builder with the defaults of the step. */
    public static Builder builder() {
        return new Builder();
    }

    /** Returns name to directory. */
    public Map<String, String> directories() {
        return directories;
    }

    /** Returns name to image. */
    public Map<String, ImageReference> images() {
        return images;
    }

    /** Returns the mildest severity that counts. */
    public Severity cutoff() {
        return cutoff;
    }

    /** Returns what writes the bills of materials: auto, syft or trivy. */
    public String generator() {
        return options.generator;
    }

    /** Returns what compares them: auto, grype or trivy. */
    public String scanner() {
        return options.scanner;
    }

    /** Returns whether findings make the step fail; what could not be scanned always does. */
    public boolean failOnFindings() {
        return options.failOnFindings;
    }

    /** Returns whether a bill of materials without a package is fine. */
    public boolean allowEmpty() {
        return options.allowEmpty;
    }

    /** Returns how long each program may take for one component. */
    public Duration timeout() {
        return options.timeout;
    }

    /** Returns which Trivy is used where Syft or Grype is not. */
    public TrivyProgram program() {
        return options.program;
    }

    /** Returns where Trivy has its databases from. */
    public DatabaseOptions databases() {
        return options.databases;
    }

    /** Returns the registry the login is for. */
    public String registry() {
        return options.registry;
    }

    /** Returns who asks the registry for the images. */
    public RegistryLogin login() {
        return options.login;
    }

    /** Returns the directory for the bills of materials and reports. */
    public String outputDirectory() {
        return options.outputDirectory;
    }

    /** Returns how many components are worked on at once. */
    public int maxParallel() {
        return options.maxParallel;
    }

    private void requireSome() {
        if (directories.isEmpty() && images.isEmpty()) {
            throw new InvalidRequestException("directories", "", "at least one directory or image");
        }
        directories.forEach((name, path) -> {
            Require.matching("directories", name, NAME, "a name of letters, digits and . _ / -");
            Require.text("directories", path);
            if (images.containsKey(name)) {
                throw new InvalidRequestException("images", name, "another name than that of a directory");
            }
        });
    }

    private static void requireTool(String field, String value, String expected, String other) {
        Require.matching(field, value, TOOL, expected);
        if (value.equals(other)) {
            throw new InvalidRequestException(field, value, expected);
        }
    }

    private static Map<String, ImageReference> references(Map<String, String> images) {
        Map<String, ImageReference> references = new LinkedHashMap<>();
        images.forEach((name, reference) ->
                references.put(ImageNames.path("images", name), ImageReference.parse("images", reference)));
        return Collections.unmodifiableMap(references);
    }

    /** Collects the parts of a {@link SbomScanRequest}. */
    public static final class Builder {
        private final Map<String, String> directories = new LinkedHashMap<>();
        private final Map<String, String> images = new LinkedHashMap<>();
        private String cutoff = "HIGH";
        private String generator = "auto";
        private String scanner = "auto";
        private boolean failOnFindings;
        private boolean allowEmpty;
        private Duration timeout = Duration.ofMinutes(10);
        private TrivyProgram program = TrivyProgram.ofHost(TrivyProgram.USUAL_VERSION);
        private DatabaseOptions databases = DatabaseOptions.usual();
        private String registry = "";
        private RegistryLogin login = RegistryLogin.anonymous();
        private String outputDirectory = "sbom-reports";
        private int maxParallel = 4;

        private Builder() {}

        private Builder(Builder other) {
            generator = other.generator;
            scanner = other.scanner;
            failOnFindings = other.failOnFindings;
            allowEmpty = other.allowEmpty;
            timeout = other.timeout;
            program = other.program;
            databases = other.databases;
            registry = other.registry;
            login = other.login;
            outputDirectory = other.outputDirectory;
            maxParallel = other.maxParallel;
        }

        /** Adds a directory: how it is called, and its path; a relative one starts at the host's directory. */
        public Builder directory(String name, String path) {
            if (directories.put(name, path) != null) {
                throw new InvalidRequestException("directories", name, "each one only once");
            }
            return this;
        }

        /** Adds directories: name to path. */
        public Builder directories(Map<String, String> more) {
            more.forEach(this::directory);
            return this;
        }

        /** Adds images: name to reference. */
        public Builder images(Map<String, String> more) {
            images.putAll(more);
            return this;
        }

        /** Sets the mildest severity that counts. */
        public Builder cutoff(String severity) {
            cutoff = severity;
            return this;
        }

        /** Sets what writes the bills of materials: syft, trivy, or auto for Syft where the host has it. */
        public Builder generator(String name) {
            generator = name;
            return this;
        }

        /** Sets what compares them: grype, trivy, or auto for Grype where the host has it. */
        public Builder scanner(String name) {
            scanner = name;
            return this;
        }

        /** Sets whether findings make the step fail. */
        public Builder failOnFindings(boolean value) {
            failOnFindings = value;
            return this;
        }

        /** Sets whether a bill of materials without a package is fine. */
        public Builder allowEmpty(boolean value) {
            allowEmpty = value;
            return this;
        }

        /** Sets how long each program may take for one component. */
        public Builder timeout(Duration limit) {
            timeout = limit;
            return this;
        }

        /** Sets which Trivy is used where Syft or Grype is not. */
        public Builder program(TrivyProgram value) {
            program = value;
            return this;
        }

        /** Sets where Trivy has its databases from. */
        public Builder databases(DatabaseOptions value) {
            databases = value;
            return this;
        }

        /** Sets who asks which registry for the images. */
        public Builder login(String host, RegistryLogin user) {
            registry = host;
            login = user;
            return this;
        }

        /** Sets the directory for what is written; a relative path starts at the host's directory. */
        public Builder outputDirectory(String path) {
            outputDirectory = path;
            return this;
        }

        /** Sets how many components are worked on at once, from 1 to 64. */
        public Builder maxParallel(int count) {
            maxParallel = count;
            return this;
        }

        /**
         * Returns the request.
         *
         * @throws InvalidRequestException naming the field, if a value cannot be meant
         */
        public SbomScanRequest build() {
            return new SbomScanRequest(this);
        }
    }
}
