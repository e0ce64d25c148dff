package io.jenkins.plugins.stagedflow.jenkins;

import com.cloudbees.plugins.credentials.common.StandardUsernamePasswordCredentials;
import hudson.Extension;
import hudson.model.Item;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.stagedflow.release.CalverRelease;
import io.jenkins.plugins.stagedflow.release.CalverReleaseRequest;
import io.jenkins.plugins.stagedflow.release.CalverReleaseResult;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import jenkins.YesNoMaybe;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** The step {@code calverRelease}: gives the commit and its images the next version YYYY.M.PATCH, everywhere at once. */
public final class CalverReleaseStep extends OperationStep {
    private static final long serialVersionUID = 1L;

    private final Serializable images;
    private final String registry;
    private String namespace = "";
    private String from = "latest";
    private String credentialsId = "";
    private String remote = "origin";
    private String directory = "";
    private String commit = "";
    private String gitCredentialsId = "";
    private String zone = "UTC";
    private String message = "";
    private boolean dryRun = false;

    /** Creates the step with what it cannot do without. */
    @DataBoundConstructor
    public CalverReleaseStep(Object images, String registry) {
        this.images = Plain.value(images);
        this.registry = registry;
    }

    /** Returns the argument {@code images}. */
    public Object getImages() {
        return images;
    }

    /** Returns the argument {@code registry}. */
    public String getRegistry() {
        return registry;
    }

    /** Returns the argument {@code namespace}. */
    public String getNamespace() {
        return namespace;
    }

    /** What stands between the registry and the name of an image, for example me/app. */
    @DataBoundSetter
    public void setNamespace(String value) {
        namespace = value;
    }

    /** Returns the argument {@code from}. */
    public String getFrom() {
        return from;
    }

    /** Tag whose images are released. */
    @DataBoundSetter
    public void setFrom(String value) {
        from = value;
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

    /** Returns the argument {@code remote}. */
    public String getRemote() {
        return remote;
    }

    /** Git remote: a name, a URL or a path. */
    @DataBoundSetter
    public void setRemote(String value) {
        remote = value;
    }

    /** Returns the argument {@code directory}. */
    public String getDirectory() {
        return directory;
    }

    /** Directory of the git checkout, relative to the directory of the step; that directory itself if left out. */
    @DataBoundSetter
    public void setDirectory(String value) {
        directory = value;
    }

    /** Returns the argument {@code commit}. */
    public String getCommit() {
        return commit;
    }

    /** Full SHA of the commit; the one that is checked out if left out. */
    @DataBoundSetter
    public void setCommit(String value) {
        commit = value;
    }

    /** Returns the argument {@code gitCredentialsId}. */
    public String getGitCredentialsId() {
        return gitCredentialsId;
    }

    /** Username and password, or token, for an http(s) git remote. */
    @DataBoundSetter
    public void setGitCredentialsId(String value) {
        gitCredentialsId = value;
    }

    /** Returns the argument {@code zone}. */
    public String getZone() {
        return zone;
    }

    /** Time zone whose calendar tells the month. */
    @DataBoundSetter
    public void setZone(String value) {
        zone = value;
    }

    /** Returns the argument {@code message}. */
    public String getMessage() {
        return message;
    }

    /** Message of the tag. */
    @DataBoundSetter
    public void setMessage(String value) {
        message = value;
    }

    /** Returns the argument {@code dryRun}. */
    public boolean isDryRun() {
        return dryRun;
    }

    /** Nothing is changed; the result tells what would be done. */
    @DataBoundSetter
    public void setDryRun(boolean value) {
        dryRun = value;
    }

    @Override
    CalverReleaseResult run(Site site) throws InterruptedException {
        CalverReleaseRequest.Builder request = CalverReleaseRequest.builder()
                .registry(registry)
                .namespace(namespace)
                .from(from)
                .login(site.credentials().registryLogin("credentialsId", credentialsId))
                .remote(remote)
                .directory(directory)
                .commit(commit)
                .gitLogin(site.credentials().gitLogin("gitCredentialsId", gitCredentialsId))
                .zone(zone)
                .message(message)
                .dryRun(dryRun);
        addImages(request);
        return new CalverRelease(site.host(), site.console(), site.timing()).release(request.build());
    }

    private void addImages(CalverReleaseRequest.Builder request) {
        if (EarlierImages.isResult(images)) {
            Map<String, String> digests = EarlierImages.of("images", images).digests();
            request.images(List.copyOf(digests.keySet())).digests(digests);
        } else if (images instanceof Map<?, ?> named) {
            Map<String, String> digests = Plain.texts(named);
            request.images(List.copyOf(digests.keySet())).digests(digests);
        } else {
            request.images(Plain.names("images", images));
        }
    }

    /** Tells Jenkins about the step. */
    @Extension(dynamicLoadable = YesNoMaybe.YES)
    public static final class DescriptorImpl extends OperationStepDescriptor {
        /** Creates the descriptor. */
        public DescriptorImpl() {
            super("calverRelease", Messages.CalverReleaseStep());
        }

        @Override
        public String argumentsToString(Map<String, Object> arguments) {
            return images(arguments, "from", "registry", "namespace", "from");
        }

        /** Returns the ids to choose from. */
        @POST
        public ListBoxModel doFillCredentialsIdItems(@AncestorInPath Item item, @QueryParameter String credentialsId) {
            return choices(item, credentialsId, StandardUsernamePasswordCredentials.class);
        }

        /** Returns the ids to choose from. */
        @POST
        public ListBoxModel doFillGitCredentialsIdItems(
                @AncestorInPath Item item, @QueryParameter String gitCredentialsId) {
            return choices(item, gitCredentialsId, StandardUsernamePasswordCredentials.class);
        }
    }
}
