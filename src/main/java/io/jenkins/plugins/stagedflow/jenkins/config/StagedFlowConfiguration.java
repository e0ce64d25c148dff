package io.jenkins.plugins.stagedflow.jenkins.config;

import hudson.BulkChange;
import hudson.Extension;
import hudson.ExtensionList;
import io.jenkins.plugins.stagedflow.host.InvalidRequestException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import jenkins.YesNoMaybe;
import net.sf.json.JSONObject;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.StaplerRequest2;

/** The section "Staged Flow" of the system configuration; {@code unclassified: stagedFlow:} as code. */
@Extension(dynamicLoadable = YesNoMaybe.YES)
@Symbol("stagedFlow")
public class StagedFlowConfiguration extends CheckedConfiguration implements Settings {
    private String registry = "";
    private String namespace = "";
    private String k3sVersion = "";
    private String k3sInstallSha256 = "";
    private String k3sBinarySha256 = "";
    private String k3sMirror = "";
    private String trivyVersion = "";
    private String trivyDbRepositories = "";
    private String trivyJavaDbRepositories = "";
    private String knownHosts = "";
    private List<DeployTarget> targets = List.of();
    private boolean onlyTargets;

    /** Loads what was saved. */
    public StagedFlowConfiguration() {
        load();
    }

    /** Returns the configuration of this Jenkins. */
    public static StagedFlowConfiguration get() {
        return ExtensionList.lookupSingleton(StagedFlowConfiguration.class);
    }

    @Override
    public String getDisplayName() {
        return "Staged Flow";
    }

    @Override
    public Defaults defaults() {
        return new Defaults(
                registry,
                namespace,
                k3sVersion,
                k3sInstallSha256,
                k3sBinarySha256,
                k3sMirror,
                trivyVersion,
                Checks.lines(trivyDbRepositories),
                Checks.lines(trivyJavaDbRepositories),
                knownHosts);
    }

    @Override
    public Targets allowedTargets() {
        return new Targets(targets, onlyTargets, knownHosts);
    }

    /** Returns the default registry. */
    public String getRegistry() {
        return registry;
    }

    /** Sets the default registry, as host or host:port. */
    @DataBoundSetter
    public void setRegistry(String value) {
        registry = value.strip();
        save();
    }

    /** Returns the default namespace. */
    public String getNamespace() {
        return namespace;
    }

    /** Sets what stands between the default registry and the names of images. */
    @DataBoundSetter
    public void setNamespace(String value) {
        namespace = value.strip();
        save();
    }

    /** Returns the default version of k3s. */
    public String getK3sVersion() {
        return k3sVersion;
    }

    /** Sets the default version of k3s. */
    @DataBoundSetter
    public void setK3sVersion(String value) {
        k3sVersion = value.strip();
        save();
    }

    /** Returns the SHA-256 of the installer of the default version of k3s. */
    public String getK3sInstallSha256() {
        return k3sInstallSha256;
    }

    /** Sets the SHA-256 of the installer of the default version of k3s. */
    @DataBoundSetter
    public void setK3sInstallSha256(String value) {
        k3sInstallSha256 = value.strip();
        save();
    }

    /** Returns the SHA-256 of the binary of the default version of k3s. */
    public String getK3sBinarySha256() {
        return k3sBinarySha256;
    }

    /** Sets the SHA-256 of the binary of the default version of k3s. */
    @DataBoundSetter
    public void setK3sBinarySha256(String value) {
        k3sBinarySha256 = value.strip();
        save();
    }

    /** Returns what stands in for https://raw.githubusercontent.com. */
    public String getK3sMirror() {
        return k3sMirror;
    }

    /** Sets what stands in for https://raw.githubusercontent.com. */
    @DataBoundSetter
    public void setK3sMirror(String value) {
        k3sMirror = value.strip();
        save();
    }

    /** Returns the default version of Trivy. */
    public String getTrivyVersion() {
        return trivyVersion;
    }

    /** Sets the default version of Trivy. */
    @DataBoundSetter
    public void setTrivyVersion(String value) {
        trivyVersion = value.strip();
        save();
    }

    /** Returns where the vulnerability database is, one a line. */
    public String getTrivyDbRepositories() {
        return trivyDbRepositories;
    }

    /** Sets where the vulnerability database is, one a line, in order. */
    @DataBoundSetter
    public void setTrivyDbRepositories(String value) {
        trivyDbRepositories = value.strip();
        save();
    }

    /** Returns where the database of Java archives is, one a line. */
    public String getTrivyJavaDbRepositories() {
        return trivyJavaDbRepositories;
    }

    /** Sets where the database of Java archives is, one a line, in order. */
    @DataBoundSetter
    public void setTrivyJavaDbRepositories(String value) {
        trivyJavaDbRepositories = value.strip();
        save();
    }

    /** Returns the lines of known_hosts. */
    public String getKnownHosts() {
        return knownHosts;
    }

    /** Sets lines of known_hosts, for targets and git remotes without one of their own. */
    @DataBoundSetter
    public void setKnownHosts(String value) {
        knownHosts = value.strip();
        save();
    }

    /** Returns the targets. */
    public List<DeployTarget> getTargets() {
        return targets;
    }

    /** Sets the targets; their names differ. */
    @DataBoundSetter
    public void setTargets(List<DeployTarget> value) {
        long names = value.stream().map(DeployTarget::getName).distinct().count();
        if (names < value.size()) {
            throw new InvalidRequestException("targets", "two of the same name", "targets whose names differ");
        }
        // A list that XStream writes plainly.
        targets = new ArrayList<>(value);
        save();
    }

    /** Returns whether sshDeploy refuses hosts that are no targets. */
    public boolean isOnlyTargets() {
        return onlyTargets;
    }

    /** Sets whether sshDeploy refuses hosts that are no targets. */
    @DataBoundSetter
    public void setOnlyTargets(boolean value) {
        onlyTargets = value;
        save();
    }

    /** Takes what the form holds, all of it or nothing. */
    @Override
    public boolean configure(StaplerRequest2 request, JSONObject form) throws FormException {
        List<DeployTarget> before = targets;
        try (BulkChange change = new BulkChange(this)) {
            // A form with no target left says nothing of them.
            targets = List.of();
            boolean configured = super.configure(request, form);
            change.commit();
            return configured;
        } catch (InvalidRequestException e) {
            targets = before;
            throw new FormException(e, e.field());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
