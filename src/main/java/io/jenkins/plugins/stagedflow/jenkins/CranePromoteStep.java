package io.jenkins.plugins.stagedflow.jenkins;

import com.cloudbees.plugins.credentials.common.StandardUsernamePasswordCredentials;
import hudson.Extension;
import hudson.model.Item;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.stagedflow.jenkins.config.Defaults;
import io.jenkins.plugins.stagedflow.promote.CranePromote;
import io.jenkins.plugins.stagedflow.promote.PromoteRequest;
import io.jenkins.plugins.stagedflow.promote.PromoteResult;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import jenkins.YesNoMaybe;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** The step {@code cranePromote}: gives images further tags at the registry, without a pull or a rebuild: all of them or none. */
public final class CranePromoteStep extends OperationStep {
    private static final long serialVersionUID = 1L;

    private final Serializable images;
    private String registry = "";
    private String namespace = "";
    private String from = "";
    private ArrayList<String> to = Plain.texts(List.of("latest"));
    private String credentialsId = "";
    private Serializable scan = "";
    private boolean dryRun = false;
    private boolean force = false;
    private String toRegistry = "";
    private String toNamespace = "";
    private String toCredentialsId = "";
    private boolean referrers = true;
    private String ca = "";
    private boolean plainHttp = false;

    /** Creates the step with what it cannot do without. */
    @DataBoundConstructor
    public CranePromoteStep(Object images) {
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

    /** Returns the argument {@code from}. */
    public String getFrom() {
        return from;
    }

    /** Tag to promote, such as sha-1234567. */
    @DataBoundSetter
    public void setFrom(String value) {
        from = value;
    }

    /** Returns the argument {@code to}. */
    public List<String> getTo() {
        return to;
    }

    /** Tags to give. */
    @DataBoundSetter
    public void setTo(List<String> value) {
        to = Plain.texts(value);
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

    /** Returns the argument {@code scan}. */
    public Object getScan() {
        return scan;
    }

    /** What trivyScan returned: only the very digests that passed may be promoted. */
    @DataBoundSetter
    public void setScan(Object value) {
        scan = Plain.value(value);
    }

    /** Returns the argument {@code dryRun}. */
    public boolean isDryRun() {
        return dryRun;
    }

    /** Everything is looked up and nothing is written. */
    @DataBoundSetter
    public void setDryRun(boolean value) {
        dryRun = value;
    }

    /** Returns the argument {@code force}. */
    public boolean isForce() {
        return force;
    }

    /** A tag is moved although it holds an image of a later commit. */
    @DataBoundSetter
    public void setForce(boolean value) {
        force = value;
    }

    /** Returns the argument {@code toRegistry}. */
    public String getToRegistry() {
        return toRegistry;
    }

    /** Registry to promote to, if it is another one. */
    @DataBoundSetter
    public void setToRegistry(String value) {
        toRegistry = value;
    }

    /** Returns the argument {@code toNamespace}. */
    public String getToNamespace() {
        return toNamespace;
    }

    /** Namespace to promote to, if it is another one. */
    @DataBoundSetter
    public void setToNamespace(String value) {
        toNamespace = value;
    }

    /** Returns the argument {@code toCredentialsId}. */
    public String getToCredentialsId() {
        return toCredentialsId;
    }

    /** Username and password for the registry to promote to, if it is another one. */
    @DataBoundSetter
    public void setToCredentialsId(String value) {
        toCredentialsId = value;
    }

    /** Returns the argument {@code referrers}. */
    public boolean isReferrers() {
        return referrers;
    }

    /** Signatures, SBOMs and attestations are copied with an image. */
    @DataBoundSetter
    public void setReferrers(boolean value) {
        referrers = value;
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

    /** Registries on other machines too are asked without TLS. */
    @DataBoundSetter
    public void setPlainHttp(boolean value) {
        plainHttp = value;
    }

    @Override
    PromoteResult run(Site site) throws InterruptedException {
        Defaults defaults = site.defaults();
        PromoteRequest.Builder request = PromoteRequest.builder()
                .registry(defaults.registryOr(registry))
                .namespace(defaults.namespaceOr(namespace, registry))
                .from(from)
                .to(to)
                .login(site.credentials().registryLogin("credentialsId", credentialsId))
                .toRegistry(toRegistry)
                .toNamespace(toNamespace)
                .toLogin(site.credentials().registryLogin("toCredentialsId", toCredentialsId))
                .referrers(referrers)
                .force(force)
                .ca(ca)
                .plainHttp(plainHttp)
                .dryRun(dryRun);
        addImages(request);
        if (!scan.equals("")) {
            request.scannedDigests(EarlierImages.of("scan", scan).passedDigests());
        }
        return new CranePromote(site.host(), site.console()).promote(request.build());
    }

    private void addImages(PromoteRequest.Builder request) {
        if (EarlierImages.isResult(images)) {
            request.images(EarlierImages.of("images", images).digests());
        } else if (images instanceof Map<?, ?> named) {
            request.images(Plain.texts(named));
        } else {
            request.images(Plain.names("images", images));
        }
    }

    /** Tells Jenkins about the step. */
    @Extension(dynamicLoadable = YesNoMaybe.YES)
    public static final class DescriptorImpl extends OperationStepDescriptor {
        /** Creates the descriptor. */
        public DescriptorImpl() {
            super("cranePromote", Messages.CranePromoteStep());
        }

        @Override
        public String argumentsToString(Map<String, Object> arguments) {
            return images(arguments, "→", "to");
        }

        /** Returns the ids to choose from. */
        @POST
        public ListBoxModel doFillCredentialsIdItems(@AncestorInPath Item item, @QueryParameter String credentialsId) {
            return choices(item, credentialsId, StandardUsernamePasswordCredentials.class);
        }

        /** Returns the ids to choose from. */
        @POST
        public ListBoxModel doFillToCredentialsIdItems(
                @AncestorInPath Item item, @QueryParameter String toCredentialsId) {
            return choices(item, toCredentialsId, StandardUsernamePasswordCredentials.class);
        }
    }
}
