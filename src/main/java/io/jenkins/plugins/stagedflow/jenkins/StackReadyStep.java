package io.jenkins.plugins.stagedflow.jenkins;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import io.jenkins.plugins.stagedflow.stack.HealthProbe;
import io.jenkins.plugins.stagedflow.stack.LocalManifest;
import io.jenkins.plugins.stagedflow.stack.StackReady;
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
public final class StackReadyStep extends OperationStep {
    private static final long serialVersionUID = 1L;

    private String projectDirectory = "";
    private ArrayList<String> composeFiles = new ArrayList<>();
    private String projectName = "";
    private ArrayList<String> profiles = new ArrayList<>();
    private LinkedHashMap<String, String> composeEnvironment = new LinkedHashMap<>();
    private String imageTag = "";
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

    /** Returns the argument {@code projectDirectory}. */
    public String getProjectDirectory() {
        return projectDirectory;
    }

    /** Directory of the compose project, relative to the directory of the step; that directory itself if left out. */
    @DataBoundSetter
    public void setProjectDirectory(String value) {
        projectDirectory = value;
    }

    /** Returns the argument {@code composeFiles}. */
    public List<String> getComposeFiles() {
        return composeFiles;
    }

    /** Compose files, relative to the project directory. */
    @DataBoundSetter
    public void setComposeFiles(List<String> value) {
        composeFiles = Plain.texts(value);
    }

    /** Returns the argument {@code projectName}. */
    public String getProjectName() {
        return projectName;
    }

    /** Name of the compose project, so that several of the same files can run beside each other on one machine. */
    @DataBoundSetter
    public void setProjectName(String value) {
        projectName = value;
    }

    /** Returns the argument {@code profiles}. */
    public List<String> getProfiles() {
        return profiles;
    }

    /** Compose profiles to turn on. */
    @DataBoundSetter
    public void setProfiles(List<String> value) {
        profiles = Plain.texts(value);
    }

    /** Returns the argument {@code composeEnvironment}. */
    public Map<String, String> getComposeEnvironment() {
        return composeEnvironment;
    }

    /** Variables that the compose files refer to. */
    @DataBoundSetter
    public void setComposeEnvironment(Map<String, String> value) {
        composeEnvironment = Plain.texts(value);
    }

    /** Returns the argument {@code imageTag}. */
    public String getImageTag() {
        return imageTag;
    }

    /** Tag of the images: the variable IMAGE_TAG of the compose files. */
    @DataBoundSetter
    public void setImageTag(String value) {
        imageTag = value;
    }

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
        ComposeArguments compose = new ComposeArguments(
                projectDirectory, composeFiles, projectName, profiles, composeEnvironment, imageTag);
        StackReadyRequest request = StackReadyRequest.builder(compose.project())
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
                .build();
        return new StackReady(site.host(), site.console(), site.timing()).run(request);
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

        @CheckForNull
        @Override
        public String argumentsToString(Map<String, Object> arguments) {
            return arguments.get("namespace") == null
                    ? null
                    : arguments.get("namespace").toString();
        }
    }
}
