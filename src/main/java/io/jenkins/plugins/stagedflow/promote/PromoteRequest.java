package io.jenkins.plugins.stagedflow.promote;

import io.jenkins.plugins.stagedflow.host.InvalidRequestException;
import io.jenkins.plugins.stagedflow.host.Require;
import io.jenkins.plugins.stagedflow.registry.ImageNames;
import io.jenkins.plugins.stagedflow.registry.ImageReference;
import io.jenkins.plugins.stagedflow.registry.RegistryLogin;
import io.jenkins.plugins.stagedflow.registry.Repository;
import io.jenkins.plugins.stagedflow.registry.Retagging;
import io.jenkins.plugins.stagedflow.registry.Trust;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which images of a registry get which tags. Immutable. */
public final class PromoteRequest {
    private static final String DEFAULT_TARGET = "latest";

    private final List<Retagging> images;
    private final RegistryLogin login;
    private final RegistryLogin toLogin;
    private final boolean dryRun;
    private final boolean force;
    private final boolean referrers;
    private final String ca;
    private final boolean plainHttp;

    private PromoteRequest(Builder builder) {
        Place from = new Place("registry", builder.registry, "namespace", builder.namespace);
        Place to = new Place(
                "toRegistry",
                builder.toRegistry.isEmpty() ? builder.registry : builder.toRegistry,
                "toNamespace",
                builder.toNamespace.isEmpty() ? builder.namespace : builder.toNamespace);
        List<String> names = Require.distinct("images", builder.digests.keySet(), "at least one image");
        List<String> targets = Require.distinct("to", builder.to, "at least one tag");
        targets.forEach(target -> ImageNames.tag("to", target));
        if (!builder.from.isEmpty() && from.isSameAs(to)) {
            requireOther(ImageNames.tag("from", builder.from), targets);
        }
        images = names.stream()
                .map(name -> builder.retagging(from.repository(name), to.repository(name), name))
                .toList();
        login = builder.login;
        toLogin = builder.toLogin(from.isSameRegistry(to));
        dryRun = builder.dryRun;
        force = builder.force;
        referrers = builder.referrers;
        ca = builder.ca;
        plainHttp = builder.plainHttp;
        Trust.requireOneOf(ca, plainHttp);
    }

    /** Returns a builder with the defaults: no namespace, {@code latest} as the only target, no scan asked for. */
    public static Builder builder() {
        return new Builder();
    }

    /** Returns the images with their sources, the digests they must have, and their targets. */
    public List<Retagging> images() {
        return images;
    }

    /** Returns the login for the registry. */
    public RegistryLogin login() {
        return login;
    }

    /** Returns the login for the registry of the targets. */
    public RegistryLogin toLogin() {
        return toLogin;
    }

    /** Returns whether everything is looked up and nothing is written. */
    public boolean isDryRun() {
        return dryRun;
    }

    /** Returns whether a tag that holds a later image is moved all the same. */
    public boolean isForced() {
        return force;
    }

    /** Returns whether signatures, SBOMs and attestations are copied with an image. */
    public boolean withReferrers() {
        return referrers;
    }

    /** Returns the path of a file with certificates that are trusted too, empty for none. */
    public String ca() {
        return ca;
    }

    /** Returns whether registries are asked without TLS. */
    public boolean isPlainHttp() {
        return plainHttp;
    }

    /** Returns the registry of the sources. */
    public String registry() {
        return images.get(0).source().repository().registry();
    }

    /** Returns the registry of the targets. */
    public String toRegistry() {
        return images.get(0).target().registry();
    }

    private static void requireOther(String from, List<String> targets) {
        if (targets.contains(from)) {
            throw new InvalidRequestException("to", from, "another tag than the one promoted from");
        }
    }

    /** Collects the parts of a {@link PromoteRequest}. */
    public static final class Builder {
        private final Map<String, String> digests = new LinkedHashMap<>();
        private final Map<String, String> scanned = new LinkedHashMap<>();
        private final List<String> to = new ArrayList<>();
        private String registry = "";
        private String namespace = "";
        private String from = "";
        private RegistryLogin login = RegistryLogin.anonymous();
        private String toRegistry = "";
        private String toNamespace = "";
        private RegistryLogin toLogin = RegistryLogin.anonymous();
        private boolean mustBeScanned;
        private boolean dryRun;
        private boolean force;
        private boolean referrers = true;
        private String ca = "";
        private boolean plainHttp;

        private Builder() {
            to.add(DEFAULT_TARGET);
        }

        /** Adds images by name; their source is the tag {@code from}, or else the digest that was scanned. */
        public Builder images(Collection<String> names) {
            names.forEach(name -> image(name, ""));
            return this;
        }

        /** Adds images by name, each with the digest it is promoted from, as a push returned it. */
        public Builder images(Map<String, String> nameToDigest) {
            nameToDigest.forEach((name, digest) -> image(name, ImageNames.digest("images", digest)));
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

        /** Sets the tag to promote from, for images without a digest; empty for none. */
        public Builder from(String value) {
            from = value;
            return this;
        }

        /** Sets the tags to promote to. */
        public Builder to(Collection<String> tags) {
            to.clear();
            to.addAll(tags);
            return this;
        }

        /** Sets the login for the registry. */
        public Builder login(RegistryLogin value) {
            login = value;
            return this;
        }

        /** Sets the registry to promote to; empty for the one that is promoted from. */
        public Builder toRegistry(String value) {
            toRegistry = value;
            return this;
        }

        /** Sets the namespace to promote to; empty for the one that is promoted from. */
        public Builder toNamespace(String value) {
            toNamespace = value;
            return this;
        }

        /** Sets the login for the registry to promote to, if it is another one than that of the sources. */
        public Builder toLogin(RegistryLogin value) {
            toLogin = value;
            return this;
        }

        /** Sets whether a tag that holds a later image is moved all the same. */
        public Builder force(boolean value) {
            force = value;
            return this;
        }

        /** Sets whether signatures, SBOMs and attestations are copied with an image to another repository. */
        public Builder referrers(boolean value) {
            referrers = value;
            return this;
        }

        /** Sets the path of a file on the host with certificates (PEM) that are trusted too; empty for none. */
        public Builder ca(String path) {
            ca = path;
            return this;
        }

        /** Sets whether registries on other machines too are asked without TLS. */
        public Builder plainHttp(boolean value) {
            plainHttp = value;
            return this;
        }

        /** Allows only the digests that passed a scan, by name of image. An image that is not among them is refused. */
        public Builder scannedDigests(Map<String, String> nameToDigest) {
            scanned.putAll(nameToDigest);
            scanned.values().forEach(digest -> ImageNames.digest("scan", digest));
            mustBeScanned = true;
            return this;
        }

        /** Sets whether everything is looked up and nothing is written. */
        public Builder dryRun(boolean value) {
            dryRun = value;
            return this;
        }

        /**
         * Returns the request.
         *
         * @throws InvalidRequestException if a part is missing or malformed, source and target are the same tag, or an
         *     image is not among those that passed the scan; names it
         */
        public PromoteRequest build() {
            return new PromoteRequest(this);
        }

        private void image(String name, String digest) {
            if (digests.putIfAbsent(name, digest) != null) {
                throw new InvalidRequestException("images", name, "each one only once");
            }
        }

        // A login is for one registry: the one of the sources is never sent to another.
        private RegistryLogin toLogin(boolean sameRegistry) {
            return toLogin.isAnonymous() && sameRegistry ? login : toLogin;
        }

        private Retagging retagging(Repository repository, Repository target, String name) {
            if (mustBeScanned && !scanned.containsKey(name)) {
                throw new InvalidRequestException("scan", name, "only images that passed the scan");
            }
            String passed = scanned.getOrDefault(name, "");
            return new Retagging(name, source(repository, digests.get(name), passed), passed, target, to);
        }

        private ImageReference source(Repository repository, String digest, String passed) {
            if (!digest.isEmpty()) {
                return repository.at(digest);
            }
            return from.isEmpty() && !passed.isEmpty()
                    ? repository.at(passed)
                    : repository.tagged(ImageNames.tag("from", from));
        }
    }
}
