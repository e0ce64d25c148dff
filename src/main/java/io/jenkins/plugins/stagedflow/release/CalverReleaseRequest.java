package io.jenkins.plugins.stagedflow.release;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.stagedflow.git.GitAccess;
import io.jenkins.plugins.stagedflow.git.GitAddress;
import io.jenkins.plugins.stagedflow.git.GitLogin;
import io.jenkins.plugins.stagedflow.host.InvalidRequestException;
import io.jenkins.plugins.stagedflow.host.Require;
import io.jenkins.plugins.stagedflow.registry.ImageNames;
import io.jenkins.plugins.stagedflow.registry.RegistryLogin;
import io.jenkins.plugins.stagedflow.registry.Repository;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Which commit and which images get the next version, and where. Immutable, valid from the start. */
public final class CalverReleaseRequest {
    private static final Pattern SHA = Pattern.compile("[0-9a-f]{40}");

    private final Map<String, SourceImage> images;
    private final Builder options;
    private final ZoneId zone;
    private final CalverFormat format;

    private CalverReleaseRequest(Builder builder) {
        options = new Builder(builder);
        ImageNames.registry("registry", options.registry);
        if (!options.namespace.isEmpty()) {
            ImageNames.path("namespace", options.namespace);
        }
        ImageNames.tag("from", options.from);
        images = images(builder);
        GitAddress.require(options.remote);
        GitAccess.require(options.remote, options.gitLogin);
        format = new CalverFormat(options.format);
        zone = zone(options.zone);
        if (!options.commit.isEmpty()) {
            Require.matching("commit", options.commit, SHA, "the full SHA of a commit: 40 lower-case hex digits");
        }
        if (!options.directory.isEmpty()) {
            Require.text("directory", options.directory);
        }
    }

    /** Returns a builder with the defaults of the step. */
    public static Builder builder() {
        return new Builder();
    }

    /** Returns name to the image that gets the version. */
    public Map<String, SourceImage> images() {
        return images;
    }

    /** Returns who asks the registry. */
    public RegistryLogin login() {
        return options.login;
    }

    /** Returns the remote: a name of the repository's configuration, a URL or a path. */
    public String remote() {
        return options.remote;
    }

    /** Returns the directory of the repository; empty for that of the host. */
    public String directory() {
        return options.directory;
    }

    /** Returns the full SHA of the commit; empty for the one checked out. */
    public String commit() {
        return options.commit;
    }

    /** Returns who asks the remote. */
    public GitLogin gitLogin() {
        return options.gitLogin;
    }

    /** Returns where the clock hangs that tells the month. */
    public ZoneId zone() {
        return zone;
    }

    /** Returns how versions are made of the date. */
    CalverFormat format() {
        return format;
    }

    /** Returns the release on GitHub. */
    public GitHubOptions gitHub() {
        return options.gitHub;
    }

    /** Returns whether nothing is changed. */
    public boolean dryRun() {
        return options.dryRun;
    }

    /** Returns who creates the tag. */
    public Tagger tagger() {
        return options.tagger;
    }

    /** Returns the message of the tag; empty for "Release" and the version. */
    public String message() {
        return options.message;
    }

    private static Map<String, SourceImage> images(Builder builder) {
        List<String> names = Require.distinct("images", builder.images, "at least one image");
        builder.digests.keySet().stream()
                .filter(name -> !names.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw new InvalidRequestException("digests", name, "names that 'images' has too");
                });
        Map<String, SourceImage> images = new LinkedHashMap<>();
        names.forEach(name -> images.put(name, image(builder, ImageNames.path("images", name))));
        return java.util.Collections.unmodifiableMap(images);
    }

    private static SourceImage image(Builder builder, String name) {
        Repository repository = Repository.of(builder.registry, builder.namespace, name);
        String digest = builder.digests.get(name);
        return new SourceImage(
                name,
                digest == null ? repository.tagged(builder.from) : repository.at(ImageNames.digest("digests", digest)));
    }

    private static ZoneId zone(@CheckForNull String zone) {
        try {
            return ZoneId.of(Require.text("zone", zone));
        } catch (DateTimeException e) {
            throw new InvalidRequestException("zone", zone, "a time zone such as UTC or Europe/Berlin");
        }
    }

    /** Collects the parts of a {@link CalverReleaseRequest}. */
    public static final class Builder {
        private List<String> images = List.of();
        private Map<String, String> digests = Map.of();
        private String registry = "";
        private String namespace = "";
        private String from = "latest";
        private RegistryLogin login = RegistryLogin.anonymous();
        private String remote = "origin";
        private String directory = "";
        private String commit = "";
        private GitLogin gitLogin = GitLogin.anonymous();
        private String zone = "UTC";
        private String format = CalverFormat.DEFAULT;
        private GitHubOptions gitHub = GitHubOptions.none();
        private boolean dryRun;
        private Tagger tagger = Tagger.DEFAULT;
        private String message = "";

        private Builder() {}

        private Builder(Builder other) {
            images = other.images;
            digests = other.digests;
            registry = other.registry;
            namespace = other.namespace;
            from = other.from;
            login = other.login;
            remote = other.remote;
            directory = other.directory;
            commit = other.commit;
            gitLogin = other.gitLogin;
            zone = other.zone;
            format = other.format;
            gitHub = other.gitHub;
            dryRun = other.dryRun;
            tagger = other.tagger;
            message = other.message;
        }

        /** Sets the names of the images, without registry and namespace. */
        public Builder images(Collection<String> names) {
            images = List.copyOf(names);
            return this;
        }

        /** Sets the digests of images whose tag 'from' does not count: name to digest. */
        public Builder digests(Map<String, String> byName) {
            digests = Map.copyOf(byName);
            return this;
        }

        /** Sets the registry: host, with a port or without. */
        public Builder registry(String host) {
            registry = host;
            return this;
        }

        /** Sets what stands before the names of the images; may be empty. */
        public Builder namespace(String path) {
            namespace = path;
            return this;
        }

        /** Sets the tag whose images are released. */
        public Builder from(String tag) {
            from = tag;
            return this;
        }

        /** Sets who asks the registry. */
        public Builder login(RegistryLogin user) {
            login = user;
            return this;
        }

        /** Sets the git remote: a name of the repository's configuration, a URL or a path. */
        public Builder remote(String nameOrAddress) {
            remote = nameOrAddress;
            return this;
        }

        /** Sets the directory of the repository; a relative path starts at the host's directory. */
        public Builder directory(String path) {
            directory = path;
            return this;
        }

        /** Sets the commit: its full SHA. */
        public Builder commit(String sha) {
            commit = sha;
            return this;
        }

        /** Sets who asks the git remote; a name and password over http and https, a key over ssh. */
        public Builder gitLogin(GitLogin user) {
            gitLogin = user;
            return this;
        }

        /** Sets the time zone whose calendar tells the month. */
        public Builder zone(String id) {
            zone = id;
            return this;
        }

        /** Sets how versions are made of the date, as in YYYY.M.PATCH. */
        public Builder format(String pattern) {
            format = pattern;
            return this;
        }

        /** Sets the release on GitHub. */
        public Builder gitHub(GitHubOptions release) {
            gitHub = release;
            return this;
        }

        /** Sets whether nothing is changed. */
        public Builder dryRun(boolean value) {
            dryRun = value;
            return this;
        }

        /** Sets who creates the tag. */
        public Builder tagger(Tagger who) {
            tagger = who;
            return this;
        }

        /** Sets the message of the tag. */
        public Builder message(String text) {
            message = text;
            return this;
        }

        /**
         * Returns the request.
         *
         * @throws InvalidRequestException naming the field, if a value cannot be meant
         */
        public CalverReleaseRequest build() {
            return new CalverReleaseRequest(this);
        }
    }
}
