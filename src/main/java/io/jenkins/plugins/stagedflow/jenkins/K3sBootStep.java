package io.jenkins.plugins.stagedflow.jenkins;

import com.cloudbees.plugins.credentials.common.StandardUsernamePasswordCredentials;
import hudson.Extension;
import hudson.model.Item;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.stagedflow.boot.BootHandle;
import io.jenkins.plugins.stagedflow.boot.K3sBoot;
import io.jenkins.plugins.stagedflow.boot.K3sBootRequest;
import io.jenkins.plugins.stagedflow.boot.ManifestSource;
import io.jenkins.plugins.stagedflow.jenkins.config.Defaults;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import jenkins.YesNoMaybe;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** The step {@code k3sBoot}: starts what is slow before end-to-end tests, and returns as soon as k3s is installed. */
public final class K3sBootStep extends StackStep {
    private static final long serialVersionUID = 1L;

    private boolean wait = true;
    private String version = "";
    private String installSha256 = "";
    private String installUrl = "";
    private String mirror = "";
    private ArrayList<String> serverArgs = new ArrayList<>();
    private String binarySha256 = "";
    private ArrayList<String> infraServices = new ArrayList<>();
    private ArrayList<String> prePullImages = new ArrayList<>();
    private ArrayList<Object> manifests = new ArrayList<>();
    private String registry = "";
    private String credentialsId = "";
    private int timeout = 600;

    /** Creates the step with what is usual. */
    @DataBoundConstructor
    public K3sBootStep() {}

    /** Returns the argument {@code wait}. */
    public boolean isWait() {
        return wait;
    }

    /** Whether the boot is to come to its end, and not only the installer of k3s to be started. */
    @DataBoundSetter
    public void setWait(boolean value) {
        wait = value;
    }

    /** Returns the argument {@code version}. */
    public String getVersion() {
        return version;
    }

    /** Version of k3s, as vX.Y.Z+k3sN. */
    @DataBoundSetter
    public void setVersion(String value) {
        version = value;
    }

    /** Returns the argument {@code installSha256}. */
    public String getInstallSha256() {
        return installSha256;
    }

    /** SHA-256 of the installer, 64 hexadecimal digits. */
    @DataBoundSetter
    public void setInstallSha256(String value) {
        installSha256 = value;
    }

    /** Returns the argument {@code installUrl}. */
    public String getInstallUrl() {
        return installUrl;
    }

    /** Whole address of the installer, instead of the one at the tag in the repository of k3s. */
    @DataBoundSetter
    public void setInstallUrl(String value) {
        installUrl = value;
    }

    /** Returns the argument {@code mirror}. */
    public String getMirror() {
        return mirror;
    }

    /** What stands in for https://raw.githubusercontent.com. */
    @DataBoundSetter
    public void setMirror(String value) {
        mirror = value;
    }

    /** Returns the argument {@code serverArgs}. */
    public List<String> getServerArgs() {
        return serverArgs;
    }

    /** Arguments of k3s server. */
    @DataBoundSetter
    public void setServerArgs(List<String> value) {
        serverArgs = Plain.texts(value);
    }

    /** Returns the argument {@code binarySha256}. */
    public String getBinarySha256() {
        return binarySha256;
    }

    /** SHA-256 that the k3s binary must have. */
    @DataBoundSetter
    public void setBinarySha256(String value) {
        binarySha256 = value;
    }

    /** Returns the argument {@code infraServices}. */
    public List<String> getInfraServices() {
        return infraServices;
    }

    /** Services to start in the background after the pull. */
    @DataBoundSetter
    public void setInfraServices(List<String> value) {
        infraServices = Plain.texts(value);
    }

    /** Returns the argument {@code prePullImages}. */
    public List<String> getPrePullImages() {
        return prePullImages;
    }

    /** Images to pull into k3s in the background, once it is installed. */
    @DataBoundSetter
    public void setPrePullImages(List<String> value) {
        prePullImages = Plain.texts(value);
    }

    /** Returns the argument {@code manifests}. */
    public List<Object> getManifests() {
        return manifests;
    }

    /** Kubernetes manifests to fetch and verify in the background, each with url and sha256. */
    @DataBoundSetter
    public void setManifests(List<Object> value) {
        manifests = Plain.values(value);
    }

    /** Returns the argument {@code registry}. */
    public String getRegistry() {
        return registry;
    }

    /** Registry the login is for, as host or host:port. */
    @DataBoundSetter
    public void setRegistry(String value) {
        registry = value;
    }

    /** Returns the argument {@code credentialsId}. */
    public String getCredentialsId() {
        return credentialsId;
    }

    /** Username and password for the registry. */
    @DataBoundSetter
    public void setCredentialsId(String value) {
        credentialsId = value;
    }

    /** Returns the argument {@code timeout}. */
    public int getTimeout() {
        return timeout;
    }

    /** How long the boot, and each of its jobs, may take, in seconds. */
    @DataBoundSetter
    public void setTimeout(int value) {
        timeout = value;
    }

    @Override
    BootHandle run(Site site) throws InterruptedException {
        Defaults defaults = site.defaults();
        boolean usual = defaults.isOfDefaultK3s(version);
        K3sBootRequest.Builder request = K3sBootRequest.builder()
                .installSha256(Defaults.either(installSha256, usual ? defaults.k3sInstallSha256() : ""))
                .installUrl(installUrl)
                .mirror(installUrl.isEmpty() ? Defaults.either(mirror, defaults.k3sMirror()) : mirror)
                .compose(compose().named().orElse(null))
                .infraServices(infraServices)
                .binarySha256(Defaults.either(binarySha256, usual ? defaults.k3sBinarySha256() : ""))
                .prePullImages(prePullImages)
                .manifests(manifests.stream().map(K3sBootStep::manifest).toList())
                .login(
                        defaults.registryOfLogin(registry, credentialsId),
                        site.credentials().registryLogin("credentialsId", credentialsId))
                .timeout(Duration.ofSeconds(timeout))
                .stateDirectory(site.stateDirectory());
        String wanted = Defaults.either(version, defaults.k3sVersion());
        if (!wanted.isEmpty()) {
            request.version(wanted);
        }
        if (!wait) {
            request.withoutWaiting();
        }
        return new K3sBoot(site.host(), site.console(), site.timing())
                .run((serverArgs.isEmpty() ? request : request.serverArgs(serverArgs)).build());
    }

    private static ManifestSource manifest(Object value) {
        Map<?, ?> manifest = Plain.map("manifests", value, "maps of url and sha256");
        return ManifestSource.of(Plain.text(manifest, "url", ""), Plain.text(manifest, "sha256", ""));
    }

    /** Tells Jenkins about the step. */
    @Extension(dynamicLoadable = YesNoMaybe.YES)
    public static final class DescriptorImpl extends OperationStepDescriptor {
        /** Creates the descriptor. */
        public DescriptorImpl() {
            super("k3sBoot", Messages.K3sBootStep());
        }

        @Override
        public String argumentsToString(Map<String, Object> arguments) {
            String compose = joined(arguments, "projectName", "composeFiles");
            String k3s = arguments.get("version") == null ? "k3s" : "k3s " + arguments.get("version");
            return compose.isEmpty() || Boolean.FALSE.equals(arguments.get("wait")) ? k3s : k3s + " and " + compose;
        }

        /** Returns the ids to choose from. */
        @POST
        public ListBoxModel doFillCredentialsIdItems(@AncestorInPath Item item, @QueryParameter String credentialsId) {
            return choices(item, credentialsId, StandardUsernamePasswordCredentials.class);
        }
    }
}
