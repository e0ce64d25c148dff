package io.jenkins.plugins.stagedflow.deploy;

import io.jenkins.plugins.stagedflow.host.InvalidRequestException;
import io.jenkins.plugins.stagedflow.host.Secret;
import io.jenkins.plugins.stagedflow.registry.RegistryLogin;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Collects the parts of a {@link DeployRequest}, and begins with the defaults of the step. */
public final class DeployRequestBuilder {
    private static final int SSH_PORT = 22;

    private String host = "";
    private int port = SSH_PORT;
    private String user = "";
    private Secret privateKey = Secret.of("");
    private Secret passphrase = Secret.of("");
    private boolean sshAgent;
    private String hostKey = "";
    private String knownHosts = "";
    private List<String> jumpHosts = List.of();
    private String jumpHostKey = "";
    private String directory = "";
    private String branch = "main";
    private String commit = "";
    private String remote = "origin";
    String registry = "";
    RegistryLogin registryLogin = RegistryLogin.anonymous();
    private String imageTag = "";
    private final Map<String, String> env = new LinkedHashMap<>();
    private final Map<String, Secret> secretEnv = new LinkedHashMap<>();
    private List<String> profiles = List.of();
    private List<String> composeFiles = List.of();
    String healthUrl = "";
    String agentHealthUrl = "";
    private Duration healthTimeout = Duration.ofSeconds(120);
    private String pruneUntil = "72h";
    private int keep = 3;
    private int minFreeDisk = 512;
    private Duration commandTimeout = Duration.ofMinutes(10);
    private Duration timeout = Duration.ofMinutes(30);
    private Duration keepAlive = Duration.ofSeconds(15);
    boolean rollback = true;
    boolean skip;
    boolean plan;

    DeployRequestBuilder() {}

    /** Sets the name or address of the target. */
    public DeployRequestBuilder host(String value) {
        host = value;
        return this;
    }

    /** Sets the port of the target's sshd. */
    public DeployRequestBuilder port(int value) {
        port = value;
        return this;
    }

    /** Sets the target as {@code [user@]host[:port]}, with the given user and port where it names none. */
    public DeployRequestBuilder address(String text, String usualUser, int usualPort) {
        HostAddress address = HostAddress.parse("host", text, usualUser, usualPort);
        return host(address.host()).port(address.port()).user(address.user());
    }

    /** Sets who logs in. */
    public DeployRequestBuilder user(String value) {
        user = value;
        return this;
    }

    /**
     * Sets the key to log in with, in OpenSSH's format or PEM: Ed25519, ECDSA or RSA. Empty if the agent alone is
     * asked.
     */
    public DeployRequestBuilder privateKey(Secret value) {
        privateKey = value;
        return this;
    }

    /** Sets what the key is encrypted with; empty if it is not. */
    public DeployRequestBuilder passphrase(Secret value) {
        passphrase = value;
        return this;
    }

    /** Sets whether the ssh-agent of the host, which its {@code SSH_AUTH_SOCK} names, is asked for keys. */
    public DeployRequestBuilder sshAgent(boolean value) {
        sshAgent = value;
        return this;
    }

    /**
     * Sets the host key the target must show: a public key, its line of known_hosts or its SHA256: fingerprint.
     */
    public DeployRequestBuilder hostKey(String value) {
        hostKey = value;
        return this;
    }

    /** Sets the text of a known_hosts file in which the target must be; hashed names count too. */
    public DeployRequestBuilder knownHosts(String value) {
        knownHosts = value;
        return this;
    }

    /** Sets the machines on the way to the target, the nearest first, each as {@code [user@]host[:port]}. */
    public DeployRequestBuilder jumpHosts(Collection<String> values) {
        jumpHosts = List.copyOf(values);
        return this;
    }

    /**
     * Sets the host keys the machines on the way may show, a line each; what knownHosts says of them counts too.
     */
    public DeployRequestBuilder jumpHostKey(String value) {
        jumpHostKey = value;
        return this;
    }

    /** Sets the git checkout on the target: absolute, or from the user's home. */
    public DeployRequestBuilder directory(String value) {
        directory = value;
        return this;
    }

    /** Sets the branch that is deployed. */
    public DeployRequestBuilder branch(String value) {
        branch = value;
        return this;
    }

    /** Sets the commit of that branch to go to, by its whole id; empty for the head of the branch. */
    public DeployRequestBuilder commit(String value) {
        commit = value;
        return this;
    }

    /** Sets the git remote of the checkout that the branch comes from. */
    public DeployRequestBuilder remote(String value) {
        remote = value;
        return this;
    }

    /** Sets who fetches images from which registry. */
    public DeployRequestBuilder registryLogin(String host, RegistryLogin login) {
        registry = host;
        registryLogin = login;
        return this;
    }

    /** Sets the value of {@code IMAGE_TAG} for the compose files; empty to leave the variable alone. */
    public DeployRequestBuilder imageTag(String value) {
        imageTag = value;
        return this;
    }

    /** Sets further variables for the compose files. */
    public DeployRequestBuilder env(Map<String, String> variables) {
        env.putAll(variables);
        return this;
    }

    /** Sets variables for the compose files whose values must not be seen. */
    public DeployRequestBuilder secretEnv(Map<String, Secret> variables) {
        secretEnv.putAll(variables);
        return this;
    }

    /** Sets the compose profiles that are active. */
    public DeployRequestBuilder profiles(Collection<String> values) {
        profiles = List.copyOf(values);
        return this;
    }

    /** Sets the compose files, relative to the checkout; none for compose's own choice. */
    public DeployRequestBuilder composeFiles(Collection<String> values) {
        composeFiles = List.copyOf(values);
        return this;
    }

    /**
     * Sets the URL that answers with a status from 200 to 299 when the version is healthy; asked on the target.
     */
    public DeployRequestBuilder healthUrl(String value) {
        healthUrl = value;
        return this;
    }

    /** Sets the URL that is asked from the host too, after the one on the target; empty for none. */
    public DeployRequestBuilder agentHealthUrl(String value) {
        agentHealthUrl = value;
        return this;
    }

    /** Sets how long the version may take to become healthy. */
    public DeployRequestBuilder healthTimeout(Duration value) {
        healthTimeout = value;
        return this;
    }

    /** Sets how old unused images must be to be removed, as in 72h or 1h30m. */
    public DeployRequestBuilder pruneUntil(String value) {
        pruneUntil = value;
        return this;
    }

    /**
     * Sets of how many releases, the one that runs included, the images stay whatever their age; from 2 to 99.
     */
    public DeployRequestBuilder keep(int value) {
        keep = value;
        return this;
    }

    /** Sets how many MiB must be free for images on the target before anything begins; 0 to not look. */
    public DeployRequestBuilder minFreeDisk(int value) {
        minFreeDisk = value;
        return this;
    }

    /** Sets how long each phase may take; that of the health check has its own limit. */
    public DeployRequestBuilder commandTimeout(Duration value) {
        commandTimeout = value;
        return this;
    }

    /** Sets how long the whole may take, up to health; the way back has its own time. */
    public DeployRequestBuilder timeout(Duration value) {
        timeout = value;
        return this;
    }

    /**
     * Sets how often the target is asked for a sign of life; without four of them the connection counts as broken.
     */
    public DeployRequestBuilder keepAlive(Duration value) {
        keepAlive = value;
        return this;
    }

    /** Sets whether the version before is brought back when the new one fails. */
    public DeployRequestBuilder rollback(boolean value) {
        rollback = value;
        return this;
    }

    /** Sets whether nothing is to be done at all. */
    public DeployRequestBuilder skip(boolean value) {
        skip = value;
        return this;
    }

    /** Sets whether it is only told what would be done, without connecting. */
    public DeployRequestBuilder plan(boolean value) {
        plan = value;
        return this;
    }

    /**
     * Returns the request.
     *
     * @throws InvalidRequestException naming the field, if a value cannot be meant
     */
    public DeployRequest build() {
        return new DeployRequest(this);
    }

    SshTarget target() {
        SshIdentity identity = new SshIdentity(privateKey, passphrase, sshAgent);
        List<SshTarget> jumps =
                jumpHosts.stream().map(text -> jump(text, identity)).toList();
        return new SshTarget(host, port, user, identity, new HostKeys(hostKey, knownHosts), jumps);
    }

    private SshTarget jump(String text, SshIdentity identity) {
        HostAddress jump = HostAddress.parse("jumpHosts", text, user, SSH_PORT);
        if (jumpHostKey.isBlank() && knownHosts.isBlank()) {
            throw new InvalidRequestException(
                    "jumpHostKey", "", "the host keys of " + text + ", or its lines as knownHosts");
        }
        HostKeys keys = new HostKeys(jumpHostKey, knownHosts);
        return new SshTarget(jump.host(), jump.port(), jump.user(), identity, keys, List.of());
    }

    Checkout checkout() {
        return new Checkout(directory, remote, branch, commit, composeFiles, profiles);
    }

    Environment environment() {
        return new Environment(imageTag, env, secretEnv);
    }

    Limits limits() {
        return new Limits(commandTimeout, healthTimeout, timeout, keepAlive);
    }

    Storage storage() {
        return new Storage(pruneUntil, keep, minFreeDisk);
    }
}
