package io.jenkins.plugins.stagedflow.jenkins.config;

import hudson.Extension;
import hudson.model.Describable;
import java.util.List;
import jenkins.YesNoMaybe;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** A machine that Jenkinsfiles deploy to by a name, and what they may say otherwise of it. */
public class DeployTarget implements Describable<DeployTarget> {
    private static final int SSH_PORT = 22;

    private final String name;
    private final String host;
    private int port = SSH_PORT;
    private String user = "";
    private String hostKey = "";
    private String jumpHosts = "";
    private String directory = "";
    private String credentialsId = "";
    private String allowedJobs = "";
    private boolean overrideUser;
    private boolean overrideDirectory;
    private boolean overrideCredentials;

    /** Creates a target with what it cannot do without. */
    @DataBoundConstructor
    public DeployTarget(String name, String host) {
        this.name = name.strip();
        this.host = host.strip();
    }

    /** Returns what Jenkinsfiles call it. */
    public String getName() {
        return name;
    }

    /** Returns the machine. */
    public String getHost() {
        return host;
    }

    /** Returns the port of its sshd. */
    public int getPort() {
        return port;
    }

    /** Sets the port of its sshd. */
    @DataBoundSetter
    public void setPort(int value) {
        port = value;
    }

    /** Returns who logs in; empty for the user of the credentials. */
    public String getUser() {
        return user;
    }

    /** Sets who logs in; empty for the user of the credentials. */
    @DataBoundSetter
    public void setUser(String value) {
        user = value.strip();
    }

    /** Returns the key that it must show; empty for one of the known hosts. */
    public String getHostKey() {
        return hostKey;
    }

    /** Sets the key that it must show: a public key or its SHA256: fingerprint. */
    @DataBoundSetter
    public void setHostKey(String value) {
        hostKey = value.strip();
    }

    /** Returns the machines on the way, one a line. */
    public String getJumpHosts() {
        return jumpHosts;
    }

    /** Sets the machines on the way, one a line, the nearest first; their keys are among the known hosts. */
    @DataBoundSetter
    public void setJumpHosts(String value) {
        jumpHosts = value.strip();
    }

    /** Returns the machines on the way. */
    public List<String> jumps() {
        return Checks.lines(jumpHosts);
    }

    /** Returns the checkout on it. */
    public String getDirectory() {
        return directory;
    }

    /** Sets the checkout on it. */
    @DataBoundSetter
    public void setDirectory(String value) {
        directory = value.strip();
    }

    /** Returns the id of the user and the private key, of Jenkins itself; empty for the ssh-agent of the build. */
    public String getCredentialsId() {
        return credentialsId;
    }

    /** Sets the id of the user and the private key, of Jenkins itself. */
    @DataBoundSetter
    public void setCredentialsId(String value) {
        credentialsId = value;
    }

    /** Returns the jobs that may use it, one pattern a line; none for all. */
    public String getAllowedJobs() {
        return allowedJobs;
    }

    /** Sets the jobs that may use it: full names, one a line, where * stands for a name and ** for names. */
    @DataBoundSetter
    public void setAllowedJobs(String value) {
        allowedJobs = value.strip();
    }

    /** Returns whether a job of that full name may use it. */
    public boolean allows(String job) {
        List<String> patterns = Checks.lines(allowedJobs);
        return patterns.isEmpty() || patterns.stream().anyMatch(pattern -> JobPattern.matches(pattern, job));
    }

    /** Returns whether a Jenkinsfile may name another user. */
    public boolean isOverrideUser() {
        return overrideUser;
    }

    /** Sets whether a Jenkinsfile may name another user. */
    @DataBoundSetter
    public void setOverrideUser(boolean value) {
        overrideUser = value;
    }

    /** Returns whether a Jenkinsfile may name another directory. */
    public boolean isOverrideDirectory() {
        return overrideDirectory;
    }

    /** Sets whether a Jenkinsfile may name another directory. */
    @DataBoundSetter
    public void setOverrideDirectory(boolean value) {
        overrideDirectory = value;
    }

    /** Returns whether a Jenkinsfile may name credentials of its own. */
    public boolean isOverrideCredentials() {
        return overrideCredentials;
    }

    /** Sets whether a Jenkinsfile may name credentials of its own. */
    @DataBoundSetter
    public void setOverrideCredentials(boolean value) {
        overrideCredentials = value;
    }

    /** Tells Jenkins about targets. */
    @Extension(dynamicLoadable = YesNoMaybe.YES)
    public static final class DescriptorImpl extends TargetChecks {
        @Override
        public String getDisplayName() {
            return "Deploy target";
        }
    }
}
