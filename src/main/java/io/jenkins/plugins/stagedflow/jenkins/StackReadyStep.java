package io.jenkins.plugins.stagedflow.jenkins;

import hudson.Extension;
import io.jenkins.plugins.stagedflow.stack.HealthProbe;
import io.jenkins.plugins.stagedflow.stack.LocalManifest;
import io.jenkins.plugins.stagedflow.stack.StackReadyRequest;
import io.jenkins.plugins.stagedflow.stack.StackReadyResult;
import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jenkins.YesNoMaybe;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** The step {@code stackReady}: waits for what k3sBoot started, brings the compose stack up and proves it healthy. */
public final class StackReadyStep extends StackStep {
    private static final long serialVersionUID = 1L;

    private String namespace = "";
    private String kubeconfig = "kubeconfig.yaml";
    private String kubeconfigMode = "0600";
    private ArrayList<Object> manifests = new ArrayList<>();
    private String apiHost = "host.docker.internal";
    private int nodeTimeout = 90;
    private int pullTimeout = 120;
    private LinkedHashMap<String, String> files = new LinkedHashMap<>();
    private ArrayList<String> backgroundServices = new ArrayList<>();
    private ArrayList<Object> health = new ArrayList<>();
    private String logsOnFailure = "";

    /** Creates the step with what is usual. */
    @DataBoundConstructor
    public StackReadyStep() {}

    /** Returns the argument {@code namespace}. */
    public String getNamespace() {
        return namespace;
    }

    /** Kubernetes namespace to create if it is missing. */
    @DataBoundSetter
    public void setNamespace(String value) {
        namespace = value;
    }

    /** Returns the argument {@code kubeconfig}. */
    public String getKubeconfig() {
        return kubeconfig;
    }

    /** Where the kubeconfig for containers goes, relative to the project directory. */
    @DataBoundSetter
    public void setKubeconfig(String value) {
        kubeconfig = value;
    }

    /** Returns the argument {@code kubeconfigMode}. */
    public String getKubeconfigMode() {
        return kubeconfigMode;
    }

    /** Who may read it: 0600, 0640 or 0644. */
    @DataBoundSetter
    public void setKubeconfigMode(String value) {
        kubeconfigMode = value;
    }

    /** Returns the argument {@code manifests}. */
    public List<Object> getManifests() {
        return manifests;
    }

    /** Sets the argument {@code manifests}. */
    @DataBoundSetter
    public void setManifests(List<Object> value) {
        manifests = Plain.values(value);
    }

    /** Returns the argument {@code apiHost}. */
    public String getApiHost() {
        return apiHost;
    }

    /** Host under which containers reach the API server of the cluster. */
    @DataBoundSetter
    public void setApiHost(String value) {
        apiHost = value;
    }

    /** Returns the argument {@code nodeTimeout}. */
    public int getNodeTimeout() {
        return nodeTimeout;
    }

    /** How long the node of the cluster may take to be ready, in seconds. */
    @DataBoundSetter
    public void setNodeTimeout(int value) {
        nodeTimeout = value;
    }

    /** Returns the argument {@code pullTimeout}. */
    public int getPullTimeout() {
        return pullTimeout;
    }

    /** How long the background work, and the services started before the others, may take, in seconds. */
    @DataBoundSetter
    public void setPullTimeout(int value) {
        pullTimeout = value;
    }

    /** Returns the argument {@code files}. */
    public Map<String, String> getFiles() {
        return files;
    }

    /** Files to copy first, such as config.test.toml to config.toml. */
    @DataBoundSetter
    public void setFiles(Map<String, String> value) {
        files = Plain.texts(value);
    }

    /** Returns the argument {@code backgroundServices}. */
    public List<String> getBackgroundServices() {
        return backgroundServices;
    }

    /** Sets the argument {@code backgroundServices}. */
    @DataBoundSetter
    public void setBackgroundServices(List<String> value) {
        backgroundServices = Plain.texts(value);
    }

    /** Returns the argument {@code health}. */
    public List<Object> getHealth() {
        return health;
    }

    /** Sets the argument {@code health}. */
    @DataBoundSetter
    public void setHealth(List<Object> value) {
        health = Plain.values(value);
    }

    /** Returns the argument {@code logsOnFailure}. */
    public String getLogsOnFailure() {
        return logsOnFailure;
    }

    /** Directory for the logs of all services and the events of the cluster after a failure. */
    @DataBoundSetter
    public void setLogsOnFailure(String value) {
        logsOnFailure = value;
    }

    @Override
    StackReadyResult run(Site site) throws InterruptedException {
        return new StackReadyOperation(request(site)).run(site.host(), site.console(), site.timing());
    }

    @Override
    Optional<HostOperation<?>> travelling(Site site) {
        return Optional.of(new StackReadyOperation(request(site)));
    }

    @Override
    Optional<HostOperation<Boolean>> look(Site site) {
        return Optional.of(new StackReadyLook(request(site)));
    }

    @Override
    boolean canTravel() {
        return true;
    }

    private StackReadyRequest request(Site site) {
        return StackReadyRequest.builder(compose().project())
                .namespace(namespace)
                .kubeconfig(kubeconfig)
                .kubeconfigMode(kubeconfigMode)
                .manifests(manifests.stream().map(StackReadyStep::manifest).toList())
                .apiHost(apiHost)
                .nodeTimeout(Duration.ofSeconds(nodeTimeout))
                .pullTimeout(Duration.ofSeconds(pullTimeout))
                .files(files)
                .backgroundServices(backgroundServices)
                .health(health.stream().map(StackReadyStep::probe).toList())
                .logsOnFailure(logsOnFailure)
                .stateDirectory(site.stateDirectory())
                .waited(site.waited())
                .build();
    }

    @Override
    List<String> reports(Optional<Serializable> reached, boolean failed) {
        return failed && !logsOnFailure.isEmpty() ? List.of(logsOnFailure + "/**") : List.of();
    }

    private static LocalManifest manifest(Object value) {
        return value instanceof Map<?, ?> manifest
                ? new LocalManifest(Plain.text(manifest, "path", ""), Plain.text(manifest, "sha256", ""))
                : LocalManifest.of(value.toString());
    }

    private static HealthProbe probe(Object value) {
        Map<?, ?> probe = Plain.map("health", value, "maps of name and url");
        return new HealthProbe(
                Plain.text(probe, "name", ""),
                Plain.text(probe, "url", ""),
                Duration.ofSeconds(Plain.number("health", probe, "timeout", 120)),
                Boolean.parseBoolean(Plain.text(probe, "insecure", "false")),
                Plain.number("health", probe, "expectedStatus", 200));
    }

    /** Tells Jenkins about the step. */
    @Extension(dynamicLoadable = YesNoMaybe.YES)
    public static final class DescriptorImpl extends OperationStepDescriptor {
        /** Creates the descriptor. */
        public DescriptorImpl() {
            super("stackReady", Messages.StackReadyStep());
        }

        @Override
        public String argumentsToString(Map<String, Object> arguments) {
            String what = joined(arguments, "namespace", "projectName", "composeFiles");
            List<String> probes = arguments.get("health") instanceof List<?> list
                    ? list.stream().map(DescriptorImpl::nameOf).toList()
                    : List.of();
            String healthy = probes.isEmpty() ? "" : String.join(", ", probes) + " healthy";
            return what.isEmpty() || healthy.isEmpty() ? what + healthy : what + ": " + healthy;
        }

        private static String nameOf(Object probe) {
            return probe instanceof Map<?, ?> map ? String.valueOf(map.get("name")) : String.valueOf(probe);
        }
    }
}
