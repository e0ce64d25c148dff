package io.jenkins.plugins.stagedflow.boot;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.stagedflow.compose.ComposeProject;
import io.jenkins.plugins.stagedflow.host.InvalidRequestException;
import io.jenkins.plugins.stagedflow.host.Require;
import io.jenkins.plugins.stagedflow.registry.ImageNames;
import io.jenkins.plugins.stagedflow.registry.ImageReference;
import io.jenkins.plugins.stagedflow.registry.RegistryLogin;
import java.io.Serializable;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What to boot. Immutable; checked when it is built. */
public final class K3sBootRequest implements Serializable {
    /** The version that is installed when none is named. */
    public static final String DEFAULT_VERSION = "v1.32.11+k3s1";

    /** Where a flow keeps its jobs and logs when nothing is named; relative to the directory of the host. */
    public static final String DEFAULT_STATE_DIRECTORY = ".staged-flow";

    private static final long serialVersionUID = 1L;
    private static final String DEFAULT_SHA256 = "d75e014f2d2ab5d30a318efa5c326f3b0b7596f194afcff90fa7a7a91166d5f7";
    private static final String PRE_PULL_IMAGES = "prePullImages";
    private static final int MOST_ITEMS = 99;
    private static final Pattern VERSION = Pattern.compile("v[0-9]{1,4}\\.[0-9]{1,4}\\.[0-9]{1,4}\\+k3s[0-9]{1,4}");

    private final boolean waits;
    private final String version;
    private final InstallerSource installer;
    private final ServerArguments serverArguments;

    @CheckForNull
    private final ComposeProject compose;

    private final List<String> infraServices;
    private final String binarySha256;
    private final List<ImageReference> prePullImages;
    private final List<ManifestSource> manifests;
    private final String registry;
    private final RegistryLogin login;
    private final Duration timeout;
    private final String stateDirectory;

    private K3sBootRequest(Builder builder) {
        waits = builder.waits;
        version = Require.matching("version", builder.version, VERSION, "the form vX.Y.Z+k3sN");
        installer = InstallerSource.of(version, builder.installUrl, builder.mirror, checksum(builder));
        serverArguments = ServerArguments.of(builder.serverArgs);
        compose = builder.compose;
        infraServices = ComposeProject.services("infraServices", builder.infraServices);
        requireCompose();
        binarySha256 = builder.binarySha256.isEmpty() ? "" : Sha256.require("binarySha256", builder.binarySha256);
        prePullImages = Require.noneTwice(
                PRE_PULL_IMAGES,
                builder.prePullImages.stream()
                        .map(image -> ImageReference.parse(PRE_PULL_IMAGES, image))
                        .toList());
        manifests = List.copyOf(builder.manifests);
        Require.noneTwice(
                "manifests", manifests.stream().map(ManifestSource::url).toList());
        requireFew();
        registry = builder.registry.isEmpty() ? "" : ImageNames.registry("registry", builder.registry);
        login = builder.login;
        requireRegistry();
        timeout = Require.timeLimit("timeout", builder.timeout);
        stateDirectory = Require.text("stateDirectory", builder.stateDirectory);
    }

    /** Returns a builder that holds the defaults. */
    public static Builder builder() {
        return new Builder();
    }

    /** Returns whether the boot comes to its end; otherwise it only starts the installer, and the same boot again goes on. */
    public boolean waits() {
        return waits;
    }

    /** Returns the version of k3s. */
    public String version() {
        return version;
    }

    /** Returns the project whose images are pulled, or nothing if only k3s is to boot. */
    public Optional<ComposeProject> compose() {
        return Optional.ofNullable(compose);
    }

    /** Returns the services to start after the pull. */
    public List<String> infraServices() {
        return infraServices;
    }

    /** Returns the SHA-256 that the k3s binary must have, or an empty text if any will do. */
    public String binarySha256() {
        return binarySha256;
    }

    /** Returns the images to pull into k3s. */
    public List<ImageReference> prePullImages() {
        return prePullImages;
    }

    /** Returns the manifests to fetch and verify. */
    public List<ManifestSource> manifests() {
        return manifests;
    }

    /** Returns the registry to log in to, or an empty text. */
    public String registry() {
        return registry;
    }

    /** Returns the login for that registry. */
    public RegistryLogin login() {
        return login;
    }

    /** Returns how long the boot may take, and each of its jobs. */
    public Duration timeout() {
        return timeout;
    }

    /** Returns the directory of the flow. */
    public String stateDirectory() {
        return stateDirectory;
    }

    InstallerSource installer() {
        return installer;
    }

    ServerArguments serverArguments() {
        return serverArguments;
    }

    private static String checksum(Builder builder) {
        if (builder.installSha256.isEmpty() && !DEFAULT_VERSION.equals(builder.version)) {
            throw new InvalidRequestException(
                    "installSha256",
                    "",
                    "the SHA-256 of the installer of " + builder.version + ", as there is a default for "
                            + DEFAULT_VERSION + " only");
        }
        return builder.installSha256.isEmpty() ? DEFAULT_SHA256 : builder.installSha256;
    }

    private void requireCompose() {
        if (compose == null && !infraServices.isEmpty()) {
            throw new InvalidRequestException(
                    "infraServices", infraServices.get(0), "no services without composeFiles or a projectDirectory");
        }
    }

    // Their places are part of file names, with two digits.
    private void requireFew() {
        if (prePullImages.size() > MOST_ITEMS) {
            throw new InvalidRequestException(
                    PRE_PULL_IMAGES, prePullImages.size() + " images", "at most " + MOST_ITEMS);
        }
        if (manifests.size() > MOST_ITEMS) {
            throw new InvalidRequestException("manifests", manifests.size() + " of them", "at most " + MOST_ITEMS);
        }
    }

    private void requireRegistry() {
        if (registry.isEmpty() && !login.isAnonymous()) {
            throw new InvalidRequestException("registry", "", "the registry that the login is for");
        }
    }

    /** Collects the parts of a {@link K3sBootRequest}. */
    public static final class Builder {
        private boolean waits = true;
        private String version = DEFAULT_VERSION;
        private String installSha256 = "";
        private String installUrl = "";
        private String mirror = "";
        private List<String> serverArgs =
                List.of("--disable=traefik", "--bind-address=0.0.0.0", "--tls-san=host.docker.internal");

        @CheckForNull
        private ComposeProject compose;

        private List<String> infraServices = List.of();
        private String binarySha256 = "";
        private List<String> prePullImages = List.of();
        private List<ManifestSource> manifests = List.of();
        private String registry = "";
        private RegistryLogin login = RegistryLogin.anonymous();
        private Duration timeout = Duration.ofMinutes(10);
        private String stateDirectory = DEFAULT_STATE_DIRECTORY;

        private Builder() {}

        /** Only starts the installer of k3s: the same boot, with the images that are not there yet, is to go on with it. */
        public Builder withoutWaiting() {
            waits = false;
            return this;
        }

        /** Names the version of k3s, as vX.Y.Z+k3sN. */
        public Builder version(String value) {
            version = value;
            return this;
        }

        /** Names the SHA-256 of the installer; required for every version but the default one. */
        public Builder installSha256(String value) {
            installSha256 = value;
            return this;
        }

        /** Names the whole address of the installer instead of the one in the repository of k3s. */
        public Builder installUrl(String value) {
            installUrl = value;
            return this;
        }

        /** Names what stands in for {@code https://raw.githubusercontent.com}. */
        public Builder mirror(String value) {
            mirror = value;
            return this;
        }

        /** Replaces the arguments of {@code k3s server}, each as {@code --name=value} or {@code --name value}. */
        public Builder serverArgs(Collection<String> values) {
            serverArgs = List.copyOf(values);
            return this;
        }

        /** Pulls the images of this project in the background. */
        public Builder compose(@CheckForNull ComposeProject value) {
            compose = value;
            return this;
        }

        /** Starts these services of the project after the pull. */
        public Builder infraServices(Collection<String> names) {
            infraServices = List.copyOf(names);
            return this;
        }

        /** Names the SHA-256 that the k3s binary must have after the installation; empty for any. */
        public Builder binarySha256(String value) {
            binarySha256 = value;
            return this;
        }

        /** Pulls these images into k3s in the background, as soon as it is installed; needs root. */
        public Builder prePullImages(Collection<String> references) {
            prePullImages = List.copyOf(references);
            return this;
        }

        /** Fetches and verifies these manifests while k3s is being installed. */
        public Builder manifests(Collection<ManifestSource> sources) {
            manifests = List.copyOf(sources);
            return this;
        }

        /** Logs all pulls in to a registry. */
        public Builder login(String toRegistry, RegistryLogin value) {
            registry = toRegistry;
            login = value;
            return this;
        }

        /** Limits the time of the boot, and of each job it starts. */
        public Builder timeout(Duration value) {
            timeout = value;
            return this;
        }

        /** Names the directory of the flow; two flows with two directories do not disturb each other. */
        public Builder stateDirectory(String value) {
            stateDirectory = value;
            return this;
        }

        /** Returns the request. */
        public K3sBootRequest build() {
            return new K3sBootRequest(this);
        }
    }
}
