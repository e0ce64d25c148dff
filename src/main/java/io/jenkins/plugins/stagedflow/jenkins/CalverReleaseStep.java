package io.jenkins.plugins.stagedflow.jenkins;

import com.cloudbees.plugins.credentials.common.StandardUsernameCredentials;
import com.cloudbees.plugins.credentials.common.StandardUsernamePasswordCredentials;
import hudson.Extension;
import hudson.model.Item;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.stagedflow.host.Secret;
import io.jenkins.plugins.stagedflow.jenkins.config.Defaults;
import io.jenkins.plugins.stagedflow.release.CalverRelease;
import io.jenkins.plugins.stagedflow.release.CalverReleaseRequest;
import io.jenkins.plugins.stagedflow.release.CalverReleaseResult;
import io.jenkins.plugins.stagedflow.release.GitHubOptions;
import io.jenkins.plugins.stagedflow.release.Tagger;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import jenkins.YesNoMaybe;
import org.jenkinsci.plugins.plaincredentials.StringCredentials;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** The step {@code calverRelease}: gives the commit and its images the next calendar version, everywhere at once. */
public final class CalverReleaseStep extends OperationStep {
    private static final long serialVersionUID = 1L;

    private final Serializable images;
    private String registry = "";
    private String namespace = "";
    private String from = "latest";
    private String credentialsId = "";
    private String remote = "origin";
    private String directory = "";
    private String commit = "";
    private String gitCredentialsId = "";
    private String gitKnownHosts = "";
    private String repository = "";
    private String githubCredentialsId = "";
    private String apiUrl = "https://api.github.com";
    private boolean generateNotes = true;
    private boolean draft = false;
    private boolean preRelease = false;
    private ArrayList<String> assets = new ArrayList<>();
    private String format = "YYYY.M.PATCH";
    private String zone = "UTC";
    private String message = "";
    private String tagger = "";
    private boolean dryRun = false;

    /** Creates the step with what it cannot do without. */
    @DataBoundConstructor
    public CalverReleaseStep(Object images) {
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

    /** Username and password, or token, for an http(s) git remote; user and private key for one over SSH. */
    @DataBoundSetter
    public void setGitCredentialsId(String value) {
        gitCredentialsId = value;
    }

    /** Returns the argument {@code gitKnownHosts}. */
    public String getGitKnownHosts() {
        return gitKnownHosts;
    }

    /** Lines of a known_hosts file, with the keys that a git remote over SSH may show. */
    @DataBoundSetter
    public void setGitKnownHosts(String value) {
        gitKnownHosts = value;
    }

    /** Returns the argument {@code repository}. */
    public String getRepository() {
        return repository;
    }

    /** Repository on GitHub, as owner/name, to make a release in. */
    @DataBoundSetter
    public void setRepository(String value) {
        repository = value;
    }

    /** Returns the argument {@code githubCredentialsId}. */
    public String getGithubCredentialsId() {
        return githubCredentialsId;
    }

    /** Secret text: a token that may write in that repository. */
    @DataBoundSetter
    public void setGithubCredentialsId(String value) {
        githubCredentialsId = value;
    }

    /** Returns the argument {@code apiUrl}. */
    public String getApiUrl() {
        return apiUrl;
    }

    /** API of GitHub; https://HOST/api/v3 for GitHub Enterprise. */
    @DataBoundSetter
    public void setApiUrl(String value) {
        apiUrl = value;
    }

    /** Returns the argument {@code generateNotes}. */
    public boolean isGenerateNotes() {
        return generateNotes;
    }

    /** GitHub lists what was merged since the release before. */
    @DataBoundSetter
    public void setGenerateNotes(boolean value) {
        generateNotes = value;
    }

    /** Returns the argument {@code draft}. */
    public boolean isDraft() {
        return draft;
    }

    /** The release on GitHub is left a draft. */
    @DataBoundSetter
    public void setDraft(boolean value) {
        draft = value;
    }

    /** Returns the argument {@code preRelease}. */
    public boolean isPreRelease() {
        return preRelease;
    }

    /** The release on GitHub is marked as a pre-release. */
    @DataBoundSetter
    public void setPreRelease(boolean value) {
        preRelease = value;
    }

    /** Returns the argument {@code assets}. */
    public List<String> getAssets() {
        return assets;
    }

    /** Files that go with the release on GitHub, such as an SBOM. */
    @DataBoundSetter
    public void setAssets(List<String> value) {
        assets = Plain.texts(value);
    }

    /** Returns the argument {@code format}. */
    public String getFormat() {
        return format;
    }

    /** How versions are made of the date: YYYY, YY or 0Y, then MM, 0M, WW or 0W, and DD or 0D, then PATCH or MICRO. */
    @DataBoundSetter
    public void setFormat(String value) {
        format = value;
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

    /** Returns the argument {@code tagger}. */
    public String getTagger() {
        return tagger;
    }

    /** Who creates the tag, as NAME <EMAIL>. */
    @DataBoundSetter
    public void setTagger(String value) {
        tagger = value;
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
        Defaults defaults = site.defaults();
        BuildCredentials credentials = site.credentials();
        String known = Defaults.either(gitKnownHosts, defaults.knownHosts());
        CalverReleaseRequest.Builder request = CalverReleaseRequest.builder()
                .registry(defaults.registryOr(registry))
                .namespace(defaults.namespaceOr(namespace, registry))
                .from(from)
                .login(credentials.registryLogin("credentialsId", credentialsId))
                .remote(remote)
                .directory(directory)
                .commit(commit)
                .gitLogin(credentials.gitLogin("gitCredentialsId", gitCredentialsId, known))
                .gitHub(gitHub(credentials))
                .format(format)
                .zone(zone)
                .message(message)
                .tagger(Tagger.parse(tagger))
                .dryRun(dryRun);
        addImages(request);
        return new CalverRelease(site.host(), site.console(), site.timing()).release(request.build());
    }

    private GitHubOptions gitHub(BuildCredentials credentials) {
        Secret token = credentials.secretText("githubCredentialsId", githubCredentialsId);
        return new GitHubOptions(apiUrl, repository, token, generateNotes, draft, preRelease, assets);
    }

    private void addImages(CalverReleaseRequest.Builder request) {
        if (EarlierImages.isResult(images)) {
            addDigests(request, EarlierImages.of("images", images).digests());
        } else if (images instanceof Map<?, ?> named) {
            addDigests(request, Plain.texts(named));
        } else {
            request.images(Plain.names("images", images));
        }
    }

    private static void addDigests(CalverReleaseRequest.Builder request, Map<String, String> digests) {
        request.images(List.copyOf(digests.keySet())).digests(digests);
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
            return choices(item, gitCredentialsId, StandardUsernameCredentials.class);
        }

        /** Returns the ids to choose from. */
        @POST
        public ListBoxModel doFillGithubCredentialsIdItems(
                @AncestorInPath Item item, @QueryParameter String githubCredentialsId) {
            return choices(item, githubCredentialsId, StringCredentials.class);
        }
    }
}
