package io.jenkins.plugins.stagedflow.stack;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.stagedflow.boot.K3sBootRequest;
import io.jenkins.plugins.stagedflow.compose.ComposeProject;
import io.jenkins.plugins.stagedflow.host.HostFiles;
import io.jenkins.plugins.stagedflow.host.InvalidRequestException;
import io.jenkins.plugins.stagedflow.host.Require;
import java.io.Serializable;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** What is to become ready. Immutable; checked when it is built. */
public final class StackReadyRequest implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final Pattern NAMESPACE = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");
    private static final Pattern API_HOST =
            Pattern.compile("[a-zA-Z0-9]([a-zA-Z0-9.-]{0,251}[a-zA-Z0-9])?|\\[[0-9a-fA-F:.]+]");

    private final ComposeProject compose;
    private final String namespace;
    private final String kubeconfig;
    private final String apiHost;
    private final Duration nodeTimeout;
    private final Duration pullTimeout;
    private final LinkedHashMap<String, String> files;
    private final List<String> backgroundServices;
    private final HostFiles.Access kubeconfigAccess;
    private final List<LocalManifest> manifests;
    private final List<HealthProbe> health;
    private final String logsOnFailure;
    private final String stateDirectory;
    private final Duration waited;

    private StackReadyRequest(Builder builder) {
        compose = builder.compose;
        namespace = builder.namespace.isEmpty()
                ? ""
                : Require.matching(
                        "namespace", builder.namespace, NAMESPACE, "lower-case letters, digits and '-', at most 63");
        kubeconfig = Require.text("kubeconfig", builder.kubeconfig);
        apiHost = Require.matching("apiHost", builder.apiHost, API_HOST, "a host name or an address without a port");
        nodeTimeout = Require.timeLimit("nodeTimeout", builder.nodeTimeout);
        pullTimeout = Require.timeLimit("pullTimeout", builder.pullTimeout);
        kubeconfigAccess = access(builder.kubeconfigMode);
        manifests = List.copyOf(builder.manifests);
        Require.noneTwice(
                "manifests", manifests.stream().map(LocalManifest::path).toList());
        files = copies(builder.files);
        backgroundServices = ComposeProject.services("backgroundServices", builder.backgroundServices);
        health = List.copyOf(builder.health);
        Require.noneTwice("health.name", health.stream().map(HealthProbe::name).toList());
        logsOnFailure = builder.logsOnFailure.isEmpty() ? "" : Require.text("logsOnFailure", builder.logsOnFailure);
        stateDirectory = Require.text("stateDirectory", builder.stateDirectory);
        waited = builder.waited;
    }

    /** Returns a builder that holds the defaults. */
    public static Builder builder(ComposeProject compose) {
        return new Builder(compose);
    }

    /** Returns the project to start. */
    public ComposeProject compose() {
        return compose;
    }

    /** Returns the namespace to create, or an empty text. */
    public String namespace() {
        return namespace;
    }

    /** Returns where the kubeconfig goes, relative to the directory of the project. */
    public String kubeconfig() {
        return kubeconfig;
    }

    /** Returns who may use the kubeconfig. */
    public HostFiles.Access kubeconfigAccess() {
        return kubeconfigAccess;
    }

    /** Returns the manifests to apply after those of the boot. */
    public List<LocalManifest> manifests() {
        return manifests;
    }

    /** Returns the host under which containers reach the API server. */
    public String apiHost() {
        return apiHost;
    }

    /** Returns how long the cluster may take. */
    public Duration nodeTimeout() {
        return nodeTimeout;
    }

    /** Returns how long the background work, and the services that go before the others, may take. */
    public Duration pullTimeout() {
        return pullTimeout;
    }

    /** Returns the files to copy, from to to, relative to the directory of the project. */
    public Map<String, String> files() {
        return Map.copyOf(files);
    }

    /** Returns the services to start before the others. */
    public List<String> backgroundServices() {
        return backgroundServices;
    }

    /** Returns what must prove healthy. */
    public List<HealthProbe> health() {
        return health;
    }

    /** Returns where logs go after a failure, or an empty text. */
    public String logsOnFailure() {
        return logsOnFailure;
    }

    /** Returns the directory of the flow. */
    public String stateDirectory() {
        return stateDirectory;
    }

    /** Returns how long somebody has waited for the boot already. */
    public Duration waited() {
        return waited;
    }

    private static HostFiles.Access access(String mode) {
        return switch (mode) {
            case "0600" -> HostFiles.Access.OWNER;
            case "0640" -> HostFiles.Access.GROUP;
            case "0644" -> HostFiles.Access.EVERYBODY;
            default -> throw new InvalidRequestException("kubeconfigMode", mode, "0600, 0640 or 0644");
        };
    }

    private static LinkedHashMap<String, String> copies(Map<String, String> files) {
        files.forEach((from, to) -> {
            Require.text("files", from);
            Require.text("files", to);
            if (from.equals(to)) {
                throw new InvalidRequestException("files", from, "another name to copy it to");
            }
        });
        return new LinkedHashMap<>(files);
    }

    /** Collects the parts of a {@link StackReadyRequest}. */
    public static final class Builder {
        private final ComposeProject compose;
        private String namespace = "";
        private String kubeconfig = "kubeconfig.yaml";
        private String kubeconfigMode = "0600";
        private Collection<LocalManifest> manifests = List.of();
        private String apiHost = "host.docker.internal";
        private Duration nodeTimeout = Duration.ofSeconds(90);
        private Duration pullTimeout = Duration.ofSeconds(120);
        private Map<String, String> files = Map.of();
        private Collection<String> backgroundServices = List.of();
        private Collection<HealthProbe> health = List.of();
        private String logsOnFailure = "";
        private String stateDirectory = K3sBootRequest.DEFAULT_STATE_DIRECTORY;
        private Duration waited = Duration.ZERO;

        private Builder(ComposeProject compose) {
            this.compose = compose;
        }

        /** Creates this namespace if it is not there. */
        public Builder namespace(@CheckForNull String value) {
            namespace = value == null ? "" : value;
            return this;
        }

        /** Names the file for the kubeconfig, relative to the directory of the project. */
        public Builder kubeconfig(String path) {
            kubeconfig = path;
            return this;
        }

        /** Lets others read the kubeconfig: 0600, 0640 or 0644. It makes whoever can read it an admin of the cluster. */
        public Builder kubeconfigMode(String mode) {
            kubeconfigMode = mode;
            return this;
        }

        /** Applies these to the cluster after those that the boot has fetched. */
        public Builder manifests(Collection<LocalManifest> files) {
            manifests = List.copyOf(files);
            return this;
        }

        /** Names the host under which containers reach the API server. */
        public Builder apiHost(String value) {
            apiHost = value;
            return this;
        }

        /** Limits the wait for node, namespace and its default service account. */
        public Builder nodeTimeout(Duration value) {
            nodeTimeout = value;
            return this;
        }

        /** Limits the wait for the background work of the boot, and for the services that go before the others. */
        public Builder pullTimeout(Duration value) {
            pullTimeout = value;
            return this;
        }

        /** Copies files first, from to to, relative to the directory of the project. */
        public Builder files(Map<String, String> fromTo) {
            files = new LinkedHashMap<>(fromTo);
            return this;
        }

        /**
         * Starts these services as soon as the cluster answers, and goes on to the others when they have done their work:
         * one that runs once has ended, one with a health check is healthy, one with a restart policy runs.
         */
        public Builder backgroundServices(Collection<String> names) {
            backgroundServices = List.copyOf(names);
            return this;
        }

        /** Names what must prove healthy. */
        public Builder health(Collection<HealthProbe> probes) {
            health = List.copyOf(probes);
            return this;
        }

        /** Names the directory for the logs of every service after a failure, relative to the directory of the host. */
        public Builder logsOnFailure(@CheckForNull String directory) {
            logsOnFailure = directory == null ? "" : directory;
            return this;
        }

        /** Names the directory of the flow, the one the boot was given. */
        public Builder stateDirectory(String value) {
            stateDirectory = value;
            return this;
        }

        /** Tells how long somebody has waited for the boot already: the limits count from there. */
        public Builder waited(Duration time) {
            waited = time;
            return this;
        }

        /** Returns the request. */
        public StackReadyRequest build() {
            return new StackReadyRequest(this);
        }
    }
}
