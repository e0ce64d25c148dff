package io.jenkins.plugins.stagedflow.jenkins;

import com.cloudbees.jenkins.plugins.sshcredentials.SSHUserPrivateKey;
import com.cloudbees.plugins.credentials.common.StandardUsernamePasswordCredentials;
import hudson.Extension;
import hudson.model.Item;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.stagedflow.deploy.DeployRequest;
import io.jenkins.plugins.stagedflow.deploy.DeployResult;
import io.jenkins.plugins.stagedflow.deploy.SshDeploy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jenkins.YesNoMaybe;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** The step {@code sshDeploy}: brings a machine reached over SSH to a version, or back to the one before when the new one fails. */
public final class SshDeployStep extends OperationStep {
    private static final long serialVersionUID = 1L;

    private final String host;
    private final String credentialsId;
    private final String directory;
    private int port = 22;
    private String user = "";
    private String hostKey = "";
    private String knownHosts = "";
    private String branch = "main";
    private String registry = "";
    private String registryCredentialsId = "";
    private String imageTag = "";
    private LinkedHashMap<String, String> env = new LinkedHashMap<>();
    private LinkedHashMap<String, String> secretEnv = new LinkedHashMap<>();
    private ArrayList<String> profiles = new ArrayList<>();
    private ArrayList<String> composeFiles = new ArrayList<>();
    private String healthUrl = "";
    private int healthTimeout = 120;
    private String pruneUntil = "72h";
    private int commandTimeout = 600;
    private boolean rollback = true;
    private boolean skip = false;

    /** Creates the step with what it cannot do without. */
    @DataBoundConstructor
    public SshDeployStep(String host, String credentialsId, String directory) {
        this.host = host;
        this.credentialsId = credentialsId;
        this.directory = directory;
    }

    /** Returns the argument {@code host}. */
    public String getHost() {
        return host;
    }

    /** Returns the argument {@code credentialsId}. */
    public String getCredentialsId() {
        return credentialsId;
    }

    /** Returns the argument {@code directory}. */
    public String getDirectory() {
        return directory;
    }

    /** Returns the argument {@code port}. */
    public int getPort() {
        return port;
    }

    /** Port of the sshd of the target. */
    @DataBoundSetter
    public void setPort(int value) {
        port = value;
    }

    /** Returns the argument {@code user}. */
    public String getUser() {
        return user;
    }

    /** Who logs in; the user of the credentials if left out. */
    @DataBoundSetter
    public void setUser(String value) {
        user = value;
    }

    /** Returns the argument {@code hostKey}. */
    public String getHostKey() {
        return hostKey;
    }

    /** Host key that the target must show: a public key or its SHA256: fingerprint. */
    @DataBoundSetter
    public void setHostKey(String value) {
        hostKey = value;
    }

    /** Returns the argument {@code knownHosts}. */
    public String getKnownHosts() {
        return knownHosts;
    }

    /** Lines of a known_hosts file, one of which the target must match. */
    @DataBoundSetter
    public void setKnownHosts(String value) {
        knownHosts = value;
    }

    /** Returns the argument {@code branch}. */
    public String getBranch() {
        return branch;
    }

    /** Branch to deploy. */
    @DataBoundSetter
    public void setBranch(String value) {
        branch = value;
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

    /** Returns the argument {@code registryCredentialsId}. */
    public String getRegistryCredentialsId() {
        return registryCredentialsId;
    }

    /** Username and password for the registry. */
    @DataBoundSetter
    public void setRegistryCredentialsId(String value) {
        registryCredentialsId = value;
    }

    /** Returns the argument {@code imageTag}. */
    public String getImageTag() {
        return imageTag;
    }

    /** Version to deploy: the variable IMAGE_TAG of the compose files. */
    @DataBoundSetter
    public void setImageTag(String value) {
        imageTag = value;
    }

    /** Returns the argument {@code env}. */
    public Map<String, String> getEnv() {
        return env;
    }

    /** Variables that the compose files refer to. */
    @DataBoundSetter
    public void setEnv(Map<String, String> value) {
        env = Plain.texts(value);
    }

    /** Returns the argument {@code secretEnv}. */
    public Map<String, String> getSecretEnv() {
        return secretEnv;
    }

    /** Variables whose values are secret texts: the ids of the credentials that hold them. */
    @DataBoundSetter
    public void setSecretEnv(Map<String, String> value) {
        secretEnv = Plain.texts(value);
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

    /** Returns the argument {@code composeFiles}. */
    public List<String> getComposeFiles() {
        return composeFiles;
    }

    /** Compose files, relative to the checkout. */
    @DataBoundSetter
    public void setComposeFiles(List<String> value) {
        composeFiles = Plain.texts(value);
    }

    /** Returns the argument {@code healthUrl}. */
    public String getHealthUrl() {
        return healthUrl;
    }

    /** What answers well when the version is healthy; asked on the target. */
    @DataBoundSetter
    public void setHealthUrl(String value) {
        healthUrl = value;
    }

    /** Returns the argument {@code healthTimeout}. */
    public int getHealthTimeout() {
        return healthTimeout;
    }

    /** How long it may take to become healthy, in seconds. */
    @DataBoundSetter
    public void setHealthTimeout(int value) {
        healthTimeout = value;
    }

    /** Returns the argument {@code pruneUntil}. */
    public String getPruneUntil() {
        return pruneUntil;
    }

    /** Unused images older than this are removed from the target. */
    @DataBoundSetter
    public void setPruneUntil(String value) {
        pruneUntil = value;
    }

    /** Returns the argument {@code commandTimeout}. */
    public int getCommandTimeout() {
        return commandTimeout;
    }

    /** How long each phase may take, in seconds. */
    @DataBoundSetter
    public void setCommandTimeout(int value) {
        commandTimeout = value;
    }

    /** Returns the argument {@code rollback}. */
    public boolean isRollback() {
        return rollback;
    }

    /** The version before is brought back when the new one fails. */
    @DataBoundSetter
    public void setRollback(boolean value) {
        rollback = value;
    }

    /** Returns the argument {@code skip}. */
    public boolean isSkip() {
        return skip;
    }

    /** Nothing is done; the result says so. */
    @DataBoundSetter
    public void setSkip(boolean value) {
        skip = value;
    }

    @Override
    DeployResult run(Site site) throws InterruptedException {
        BuildCredentials credentials = site.credentials();
        SshLogin login = credentials.sshLogin("credentialsId", credentialsId);
        DeployRequest request = DeployRequest.builder()
                .host(host)
                .port(port)
                .user(user.isEmpty() ? login.user() : user)
                .privateKey(login.key())
                .passphrase(login.passphrase())
                .hostKey(hostKey)
                .knownHosts(knownHosts)
                .directory(directory)
                .branch(branch)
                .registryLogin(registry, credentials.registryLogin("registryCredentialsId", registryCredentialsId))
                .imageTag(imageTag)
                .env(env)
                .secretEnv(credentials.secretTexts("secretEnv", secretEnv))
                .profiles(profiles)
                .composeFiles(composeFiles)
                .healthUrl(healthUrl)
                .healthTimeout(Duration.ofSeconds(healthTimeout))
                .pruneUntil(pruneUntil)
                .commandTimeout(Duration.ofSeconds(commandTimeout))
                .rollback(rollback)
                .skip(skip)
                .build();
        return new SshDeploy(site.host(), site.console()).deploy(request);
    }

    /** Tells Jenkins about the step. */
    @Extension(dynamicLoadable = YesNoMaybe.YES)
    public static final class DescriptorImpl extends OperationStepDescriptor {
        /** Creates the descriptor. */
        public DescriptorImpl() {
            super("sshDeploy", Messages.SshDeployStep());
        }

        @Override
        public String argumentsToString(Map<String, Object> arguments) {
            Object tag = arguments.get("imageTag");
            String target = arguments.get("host") + ":" + arguments.get("directory");
            return tag == null ? target : tag + " to " + target;
        }

        /** Returns the ids to choose from. */
        @POST
        public ListBoxModel doFillCredentialsIdItems(@AncestorInPath Item item, @QueryParameter String credentialsId) {
            return choices(item, credentialsId, SSHUserPrivateKey.class);
        }

        /** Returns the ids to choose from. */
        @POST
        public ListBoxModel doFillRegistryCredentialsIdItems(
                @AncestorInPath Item item, @QueryParameter String registryCredentialsId) {
            return choices(item, registryCredentialsId, StandardUsernamePasswordCredentials.class);
        }
    }
}
