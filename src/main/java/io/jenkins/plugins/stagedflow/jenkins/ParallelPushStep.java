package io.jenkins.plugins.stagedflow.jenkins;

import com.cloudbees.plugins.credentials.common.StandardUsernamePasswordCredentials;
import hudson.Extension;
import hudson.model.Item;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.stagedflow.jenkins.config.Defaults;
import io.jenkins.plugins.stagedflow.push.ParallelPush;
import io.jenkins.plugins.stagedflow.push.PushRequest;
import io.jenkins.plugins.stagedflow.push.PushResult;
import java.io.Serializable;
import java.util.Map;
import jenkins.YesNoMaybe;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** The step {@code parallelPush}: pushes images to a registry, all at once, and names each one that failed. */
public final class ParallelPushStep extends OperationStep {
    private static final long serialVersionUID = 1L;

    private final Serializable images;
    private String registry = "";
    private String namespace = "";
    private String tag = "";
    private String credentialsId = "";
    private int maxParallel = 4;
    private int retries = 3;
    private boolean skipOnFork = true;
    private String compression = "gzip";
    private String ociLayout = "";
    private String archive = "";
    private String ca = "";
    private boolean plainHttp = false;

    /** Creates the step with what it cannot do without. */
    @DataBoundConstructor
    public ParallelPushStep(Object images) {
        this.images = Plain.value(images);
    }

    /** Returns the argument {@code images}. */
    public Object getImages() {
        return images;
    }

    /** Returns the argument {@code registry}. */
    public String getRegistry() {
        return registry;
    }

    /** Registry, as host or host:port; the one of the global configuration if left out. */
    @DataBoundSetter
    public void setRegistry(String value) {
        registry = value;
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

    /** Returns the argument {@code tag}. */
    public String getTag() {
        return tag;
    }

    /** Tag at the registry; sha- and the first 7 digits of the commit that is checked out if left out. */
    @DataBoundSetter
    public void setTag(String value) {
        tag = value;
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

    /** Returns the argument {@code maxParallel}. */
    public int getMaxParallel() {
        return maxParallel;
    }

    /** How many images are worked on at a time, from 1 to 64. */
    @DataBoundSetter
    public void setMaxParallel(int value) {
        maxParallel = value;
    }

    /** Returns the argument {@code retries}. */
    public int getRetries() {
        return retries;
    }

    /** How often a push is tried again after a failure that can pass. */
    @DataBoundSetter
    public void setRetries(int value) {
        retries = value;
    }

    /** Returns the argument {@code skipOnFork}. */
    public boolean isSkipOnFork() {
        return skipOnFork;
    }

    /** A change that comes from a fork pushes nothing, and says so. */
    @DataBoundSetter
    public void setSkipOnFork(boolean value) {
        skipOnFork = value;
    }

    /** Returns the argument {@code compression}. */
    public String getCompression() {
        return compression;
    }

    /** How layers are compressed that are not yet: gzip or zstd. */
    @DataBoundSetter
    public void setCompression(String value) {
        compression = value;
    }

    /** Returns the argument {@code ociLayout}. */
    public String getOciLayout() {
        return ociLayout;
    }

    /** OCI layout to take the images from as they are, a directory or a tar archive. */
    @DataBoundSetter
    public void setOciLayout(String value) {
        ociLayout = value;
    }

    /** Returns the argument {@code archive}. */
    public String getArchive() {
        return archive;
    }

    /** Archive of docker save to take the images from. */
    @DataBoundSetter
    public void setArchive(String value) {
        archive = value;
    }

    /** Returns the argument {@code ca}. */
    public String getCa() {
        return ca;
    }

    /** Path on the agent of a file with certificates that are trusted too. */
    @DataBoundSetter
    public void setCa(String value) {
        ca = value;
    }

    /** Returns the argument {@code plainHttp}. */
    public boolean isPlainHttp() {
        return plainHttp;
    }

    /** A registry on another machine too is asked without TLS. */
    @DataBoundSetter
    public void setPlainHttp(boolean value) {
        plainHttp = value;
    }

    @Override
    PushResult run(Site site) throws InterruptedException {
        Defaults defaults = site.defaults();
        PushRequest.Builder request = PushRequest.builder()
                .registry(defaults.registryOr(registry))
                .namespace(defaults.namespaceOr(namespace, registry))
                .tag(tag)
                .login(site.credentials().registryLogin("credentialsId", credentialsId))
                .maxParallel(maxParallel)
                .retries(retries)
                .fork(site.isOfFork())
                .skipOnFork(skipOnFork)
                .compression(compression)
                .ociLayout(ociLayout)
                .archive(archive)
                .ca(ca)
                .plainHttp(plainHttp);
        if (images instanceof Map<?, ?> named) {
            request.images(Plain.texts(named));
        } else {
            request.images(Plain.names("images", images));
        }
        return new ParallelPush(site.host(), site.console(), site.timing()).push(request.build());
    }

    /** Tells Jenkins about the step. */
    @Extension(dynamicLoadable = YesNoMaybe.YES)
    public static final class DescriptorImpl extends OperationStepDescriptor {
        /** Creates the descriptor. */
        public DescriptorImpl() {
            super("parallelPush", Messages.ParallelPushStep());
        }

        @Override
        public String argumentsToString(Map<String, Object> arguments) {
            return images(arguments, "→", "registry", "namespace", "tag");
        }

        /** Returns the ids to choose from. */
        @POST
        public ListBoxModel doFillCredentialsIdItems(@AncestorInPath Item item, @QueryParameter String credentialsId) {
            return choices(item, credentialsId, StandardUsernamePasswordCredentials.class);
        }
    }
}
