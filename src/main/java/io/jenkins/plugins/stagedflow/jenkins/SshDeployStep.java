package io.jenkins.plugins.stagedflow.jenkins;

import com.cloudbees.jenkins.plugins.sshcredentials.SSHUserPrivateKey;
import com.cloudbees.plugins.credentials.common.StandardUsernamePasswordCredentials;
import hudson.Extension;
import hudson.model.Item;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.stagedflow.deploy.DeployRequest;
import io.jenkins.plugins.stagedflow.deploy.DeployRequestBuilder;
import io.jenkins.plugins.stagedflow.deploy.RolloutRequest;
import io.jenkins.plugins.stagedflow.deploy.SshDeploy;
import io.jenkins.plugins.stagedflow.deploy.SshRollout;
import io.jenkins.plugins.stagedflow.host.Secret;
import io.jenkins.plugins.stagedflow.registry.RegistryLogin;
import java.io.Serializable;
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

    private String target = "";
    private Serializable host = "";
    private String directory = "";
    private String credentialsId = "";
    private int port = 22;
    private String user = "";
    private String hostKey = "";
    private String knownHosts = "";
    private ArrayList<String> jumpHosts = new ArrayList<>();
    private String jumpHostKey = "";
    private int keepAlive = 15;
    private boolean canary = false;
    private String branch = "main";
    private String commit = "";
    private String registry = "";
    private String registryCredentialsId = "";
    private String imageTag = "";
    private LinkedHashMap<String, String> env = new LinkedHashMap<>();
    private LinkedHashMap<String, String> secretEnv = new LinkedHashMap<>();
    private ArrayList<String> profiles = new ArrayList<>();
    private ArrayList<String> composeFiles = new ArrayList<>();
    private String healthUrl = "";
    private String agentHealthUrl = "";
    private int healthTimeout = 120;
    private String pruneUntil = "72h";
    private int keep = 3;
    private int minFreeDisk = 512;
    private int timeout = 1800;
    private int commandTimeout = 600;
    private boolean rollback = true;
    private boolean plan = false;
    private boolean skip = false;

    /** Creates the step with what is usual. */
    @DataBoundConstructor
    public SshDeployStep() {}

    /** Returns the argument {@code target}. */
    public String getTarget() {
        return target;
    }

    /** Name of a deploy target of the global configuration, instead of host, login, host key and directory. */
    @DataBoundSetter
    public void setTarget(String value) {
        target = value;
    }

    /** Returns the argument {@code host}. */
    public Object getHost() {
        return host;
    }

    /** Machines to deploy to: one, or several. */
    @DataBoundSetter
    public void setHost(Object value) {
        host = Plain.oneOrMore(value);
    }

    /** Returns the argument {@code directory}. */
    public String getDirectory() {
        return directory;
    }

    /** Checkout on the target. */
    @DataBoundSetter
    public void setDirectory(String value) {
        directory = value;
    }

    /** Returns the argument {@code credentialsId}. */
    public String getCredentialsId() {
        return credentialsId;
    }

    /** User and private key for the target. */
    @DataBoundSetter
    public void setCredentialsId(String value) {
        credentialsId = value;
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

    /** Returns the argument {@code jumpHosts}. */
    public List<String> getJumpHosts() {
        return jumpHosts;
    }

    /** Machines on the way to the target, as user{@literal @}host:port, the nearest first. */
    @DataBoundSetter
    public void setJumpHosts(List<String> value) {
        jumpHosts = Plain.texts(value);
    }

    /** Returns the argument {@code jumpHostKey}. */
    public String getJumpHostKey() {
        return jumpHostKey;
    }

    /** Host key of the machines on the way, if they are not among the known hosts. */
    @DataBoundSetter
    public void setJumpHostKey(String value) {
        jumpHostKey = value;
    }

    /** Returns the argument {@code keepAlive}. */
    public int getKeepAlive() {
        return keepAlive;
    }

    /** How often the target is asked for a sign of life, in seconds. */
    @DataBoundSetter
    public void setKeepAlive(int value) {
        keepAlive = value;
    }

    /** Returns the argument {@code canary}. */
    public boolean isCanary() {
        return canary;
    }

    /** Of several hosts, the first alone, then all others at once. */
    @DataBoundSetter
    public void setCanary(boolean value) {
        canary = value;
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

    /** Returns the argument {@code commit}. */
    public String getCommit() {
        return commit;
    }

    /** Whole id of the commit of that branch to go to; its head if left out. */
    @DataBoundSetter
    public void setCommit(String value) {
        commit = value;
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

    /** Returns the argument {@code agentHealthUrl}. */
    public String getAgentHealthUrl() {
        return agentHealthUrl;
    }

    /** What must answer well from the agent of the build too. */
    @DataBoundSetter
    public void setAgentHealthUrl(String value) {
        agentHealthUrl = value;
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

    /** Returns the argument {@code keep}. */
    public int getKeep() {
        return keep;
    }

    /** Of how many releases the images stay whatever their age, from 2 to 99. */
    @DataBoundSetter
    public void setKeep(int value) {
        keep = value;
    }

    /** Returns the argument {@code minFreeDisk}. */
    public int getMinFreeDisk() {
        return minFreeDisk;
    }

    /** MiB that must be free for images before anything begins; 0 to not look. */
    @DataBoundSetter
    public void setMinFreeDisk(int value) {
        minFreeDisk = value;
    }

    /** Returns the argument {@code timeout}. */
    public int getTimeout() {
        return timeout;
    }

    /** How long the whole may take up to health, in seconds; the way back has its own time. */
    @DataBoundSetter
    public void setTimeout(int value) {
        timeout = value;
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

    /** Returns the argument {@code plan}. */
    public boolean isPlan() {
        return plan;
    }

    /** It is only told what would be done, with secrets masked; nothing is connected to. */
    @DataBoundSetter
    public void setPlan(boolean value) {
        plan = value;
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
    Serializable run(Site site) throws InterruptedException {
        BuildCredentials credentials = site.credentials();
        DeployPlace place = place(site);
        RegistryLogin registryLogin = credentials.registryLogin("registryCredentialsId", registryCredentialsId);
        Map<String, Secret> secrets = credentials.secretTexts("secretEnv", secretEnv);
        String loginFor = site.defaults().registryOfLogin(registry, registryCredentialsId);
        List<DeployRequest> requests = place.requests().stream()
                .map(builder -> builder.registryLogin(loginFor, registryLogin).secretEnv(secrets))
                .map(this::request)
                .toList();
        return requests.size() == 1
                ? new SshDeploy(site.host(), site.console()).deploy(requests.get(0))
                : new SshRollout(site.host(), site.console()).deploy(new RolloutRequest(requests, canary));
    }

    private DeployPlace place(Site site) {
        DeployPlace given = new DeployPlace(
                host,
                port,
                user,
                credentialsId,
                hostKey,
                knownHosts,
                jumpHosts,
                jumpHostKey,
                directory,
                SshLogin.byAgent());
        return new DeployPlaces(site.settings().allowedTargets(), site.credentials()).place(target, given);
    }

    private DeployRequest request(DeployRequestBuilder builder) {
        return builder.keepAlive(Duration.ofSeconds(keepAlive))
                .branch(branch)
                .commit(commit)
                .imageTag(imageTag)
                .env(env)
                .profiles(profiles)
                .composeFiles(composeFiles)
                .healthUrl(healthUrl)
                .agentHealthUrl(agentHealthUrl)
                .healthTimeout(Duration.ofSeconds(healthTimeout))
                .pruneUntil(pruneUntil)
                .keep(keep)
                .minFreeDisk(minFreeDisk)
                .timeout(Duration.ofSeconds(timeout))
                .commandTimeout(Duration.ofSeconds(commandTimeout))
                .rollback(rollback)
                .plan(plan)
                .skip(skip)
                .build();
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
            return tag == null ? place(arguments) : tag + " to " + place(arguments);
        }

        private String place(Map<String, Object> arguments) {
            if (arguments.get("target") != null) {
                return arguments.get("target").toString();
            }
            return lines(arguments.get("host")).replace("\n", ", ") + ":" + arguments.get("directory");
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
