package io.jenkins.plugins.stagedflow.push;

import io.jenkins.plugins.stagedflow.host.InvalidRequestException;
import io.jenkins.plugins.stagedflow.host.Require;
import io.jenkins.plugins.stagedflow.registry.ImageNames;
import io.jenkins.plugins.stagedflow.registry.ImageReference;
import io.jenkins.plugins.stagedflow.registry.RegistryLogin;
import io.jenkins.plugins.stagedflow.registry.Trust;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** Which local images to push, and where to. Immutable. */
public final class PushRequest {
    private static final int MOST_AT_ONCE = 64;
    private static final int MOST_RETRIES = 20;

    private final Map<String, String> images;
    private final String registry;
    private final String namespace;
    private final String tag;
    private final RegistryLogin login;
    private final int maxParallel;
    private final int retries;
    private final boolean fork;
    private final boolean skipOnFork;
    private final Compression compression;
    private final String ociLayout;
    private final String archive;
    private final String ca;
    private final boolean plainHttp;

    private PushRequest(Builder builder) {
        images = new LinkedHashMap<>(builder.images);
        images.forEach(PushRequest::requireNames);
        Require.distinct("images", images.values(), "at least one image");
        registry = ImageNames.registry("registry", builder.registry);
        namespace = builder.namespace.isEmpty() ? "" : ImageNames.path("namespace", builder.namespace);
        tag = builder.tag.isEmpty() ? "" : ImageNames.tag("tag", builder.tag);
        login = builder.login;
        maxParallel = Require.between("maxParallel", builder.maxParallel, 1, MOST_AT_ONCE);
        retries = Require.between("retries", builder.retries, 0, MOST_RETRIES);
        fork = builder.fork;
        skipOnFork = builder.skipOnFork;
        compression = Compression.named(builder.compression);
        ociLayout = builder.ociLayout.isEmpty() ? "" : Require.text("ociLayout", builder.ociLayout);
        archive = builder.archive.isEmpty() ? "" : Require.text("archive", builder.archive);
        ca = builder.ca;
        plainHttp = builder.plainHttp;
        requireOneSource();
        Trust.requireOneOf(ca, plainHttp);
    }

    /** Returns a builder with the defaults: no namespace, four pushes at once, three retries, nothing from forks. */
    public static Builder builder() {
        return new Builder();
    }

    /** Returns local reference to remote name, in the order they were given. */
    public Map<String, String> images() {
        return new LinkedHashMap<>(images);
    }

    /** Returns the registry as host or host:port. */
    public String registry() {
        return registry;
    }

    /** Returns what goes between registry and name, empty for nothing. */
    public String namespace() {
        return namespace;
    }

    /** Returns the tag at the registry, empty for {@code sha-} and the commit that is checked out. */
    public String tag() {
        return tag;
    }

    /** Returns the login for the registry. */
    public RegistryLogin login() {
        return login;
    }

    /** Returns how many images are pushed at a time, from 1 to 64. */
    public int maxParallel() {
        return maxParallel;
    }

    /** Returns how often a push is tried again after a failure that can pass, from 0 to 20. */
    public int retries() {
        return retries;
    }

    /** Returns whether nothing is to be pushed, because the change comes from a fork. */
    public boolean isSkipped() {
        return fork && skipOnFork;
    }

    /** Returns how layers are compressed that are not yet. */
    public Compression compression() {
        return compression;
    }

    /** Returns the OCI layout the images are in, empty if they are elsewhere. */
    public String ociLayout() {
        return ociLayout;
    }

    /** Returns the archive of {@code docker save} the images are in, empty if they are elsewhere. */
    public String archive() {
        return archive;
    }

    /** Returns the path of a file with certificates that are trusted too, empty for none. */
    public String ca() {
        return ca;
    }

    /** Returns whether the registry is asked without TLS. */
    public boolean isPlainHttp() {
        return plainHttp;
    }

    /** Returns whether the images are in the Docker Engine of the host. */
    boolean isOfEngine() {
        return ociLayout.isEmpty() && archive.isEmpty();
    }

    private void requireOneSource() {
        if (!ociLayout.isEmpty() && !archive.isEmpty()) {
            throw new InvalidRequestException("archive", archive, "no archive where ociLayout is given");
        }
        if (!ociLayout.isEmpty() && compression != Compression.GZIP) {
            throw new InvalidRequestException(
                    "compression", compression, "no compression where ociLayout is given: it is pushed as it is");
        }
    }

    private static void requireNames(String local, String remote) {
        ImageReference.parse("images", local);
        ImageNames.path("images", remote);
    }

    /** Collects the parts of a {@link PushRequest}. */
    public static final class Builder {
        private final Map<String, String> images = new LinkedHashMap<>();
        private String registry = "";
        private String namespace = "";
        private String tag = "";
        private RegistryLogin login = RegistryLogin.anonymous();
        private int maxParallel = 4;
        private int retries = 3;
        private boolean fork;
        private boolean skipOnFork = true;
        private String compression = Compression.GZIP.toString();
        private String ociLayout = "";
        private String archive = "";
        private String ca = "";
        private boolean plainHttp;

        private Builder() {}

        /**
         * Adds local images that keep the last part of their names. A reference without a tag means, whichever the engine
         * has first: that name with the tag to push, the remote reference itself, that name with {@code latest}.
         *
         * @throws InvalidRequestException if an image is there already
         */
        public Builder images(Collection<String> references) {
            references.forEach(reference -> image(reference, LocalNames.remoteName(reference)));
            return this;
        }

        /** Adds local images with their remote names, which may have several parts but no tag. */
        public Builder images(Map<String, String> localToRemote) {
            localToRemote.forEach(this::image);
            return this;
        }

        /** Adds one local image with its remote name. */
        public Builder image(String reference, String remoteName) {
            if (images.putIfAbsent(reference, remoteName) != null) {
                throw new InvalidRequestException("images", reference, "each one only once");
            }
            return this;
        }

        /** Sets the registry as host or host:port. */
        public Builder registry(String value) {
            registry = value;
            return this;
        }

        /** Sets what goes between registry and name. */
        public Builder namespace(String value) {
            namespace = value;
            return this;
        }

        /** Sets the tag at the registry; without one it is {@code sha-} and the first 7 digits of the commit. */
        public Builder tag(String value) {
            tag = value;
            return this;
        }

        /** Sets the login for the registry. */
        public Builder login(RegistryLogin value) {
            login = value;
            return this;
        }

        /** Sets how many images are pushed at a time. */
        public Builder maxParallel(int value) {
            maxParallel = value;
            return this;
        }

        /** Sets how often a push is tried again after a failure that can pass. */
        public Builder retries(int value) {
            retries = value;
            return this;
        }

        /** Tells that the change comes from a fork, which has no right to push. */
        public Builder fork(boolean value) {
            fork = value;
            return this;
        }

        /** Sets whether a change from a fork pushes nothing. */
        public Builder skipOnFork(boolean value) {
            skipOnFork = value;
            return this;
        }

        /** Sets how layers are compressed that are not yet: {@code gzip}, which is the default, or {@code zstd}. */
        public Builder compression(String value) {
            compression = value;
            return this;
        }

        /** Takes the images from an OCI layout, a directory or a tar archive of one, as they are. */
        public Builder ociLayout(String value) {
            ociLayout = value;
            return this;
        }

        /** Sets the path of a file on the host with certificates (PEM) that are trusted too; empty for none. */
        public Builder ca(String path) {
            ca = path;
            return this;
        }

        /** Sets whether a registry on another machine too is asked without TLS. */
        public Builder plainHttp(boolean value) {
            plainHttp = value;
            return this;
        }

        /** Takes the images from an archive of {@code docker save}. */
        public Builder archive(String value) {
            archive = value;
            return this;
        }

        /**
         * Returns the request.
         *
         * @throws InvalidRequestException if a part is missing or malformed; names it
         */
        public PushRequest build() {
            return new PushRequest(this);
        }
    }
}
