package io.jenkins.plugins.stagedflow.registry;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.stagedflow.host.Timing;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;

/** Writes images, indexes and what refers to them to a registry, as a test needs them. */
public final class TestImages {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String IMAGE = "application/vnd.oci.image.manifest.v1+json";
    private static final String CONFIG = "application/vnd.oci.image.config.v1+json";
    private static final String LAYER = "application/vnd.oci.image.layer.v1.tar";

    private final RegistryClient client;

    /** Writes to the registry as that user. */
    public TestImages(RegistryLogin login) {
        client = RegistryClient.forWriting(login, Timing.system());
    }

    /** Writes a small image that says nothing of its origin, and returns its digest. */
    public String put(ImageReference image, String text) throws InterruptedException {
        return put(image, text, "", Map.of(), Map.of());
    }

    /** Writes an image with that time in its configuration, labels and annotations, and returns its digest. */
    public String put(
            ImageReference image,
            String text,
            String created,
            Map<String, String> labels,
            Map<String, String> annotations)
            throws InterruptedException {
        ObjectNode config = JSON.createObjectNode().put("architecture", "amd64").put("os", "linux");
        if (!created.isEmpty()) {
            config.put("created", created);
        }
        labels.forEach(config.putObject("config").putObject("Labels")::put);
        config.putObject("rootfs").put("type", "layers").putArray("diff_ids").add(Digests.of(bytes(text)));
        ObjectNode manifest = manifest(image.repository(), CONFIG, bytes(config.toString()), bytes(text));
        annotations.forEach(manifest.putObject("annotations")::put);
        return write(image, IMAGE, manifest);
    }

    /** Writes an image with a layer of so many bytes that nobody can compress. */
    public String putLarge(ImageReference image, int bytes, long seed) throws InterruptedException {
        byte[] layer = new byte[bytes];
        new Random(seed).nextBytes(layer);
        ObjectNode manifest =
                manifest(image.repository(), CONFIG, bytes("{\"os\":\"linux\",\"architecture\":\"amd64\"}"), layer);
        return write(image, IMAGE, manifest);
    }

    /** Writes an index of images that are there, and returns its digest. */
    public String putIndex(ImageReference image, String... digests) throws InterruptedException {
        ObjectNode index = JSON.createObjectNode().put("schemaVersion", 2).put("mediaType", MediaTypes.INDEX);
        for (String digest : digests) {
            Manifest child = client.manifest(image.repository().at(digest)).orElseThrow();
            index.withArray("manifests")
                    .addObject()
                    .put("mediaType", child.mediaType())
                    .put("digest", digest)
                    .put("size", child.size())
                    .putObject("platform")
                    .put("os", "linux")
                    .put("architecture", Arrays.asList(digests).indexOf(digest) == 0 ? "amd64" : "arm64");
        }
        return write(image, MediaTypes.INDEX, index);
    }

    /** Writes something that refers to an image, by OCI's rules, and returns its digest. */
    public String putReferrer(Repository repository, String subject, String type, String text)
            throws InterruptedException {
        Manifest of = client.manifest(repository.at(subject)).orElseThrow();
        ObjectNode manifest = manifest(repository, "application/vnd.oci.empty.v1+json", bytes("{}"), bytes(text));
        manifest.put("artifactType", type);
        manifest.putObject("subject")
                .put("mediaType", of.mediaType())
                .put("digest", subject)
                .put("size", of.size());
        byte[] bytes = bytes(manifest.toString());
        Manifest referrer = new Manifest(IMAGE, Digests.of(bytes), bytes);
        client.referrers().put(repository, subject, referrer);
        return referrer.digest();
    }

    /** Returns the digests of what refers to an image. */
    public java.util.List<String> referrers(Repository repository, String subject) throws InterruptedException {
        return client.referrers().of(repository, subject).stream()
                .map(Descriptor::digest)
                .toList();
    }

    private ObjectNode manifest(Repository repository, String configType, byte[] config, byte[] layer)
            throws InterruptedException {
        ObjectNode manifest = JSON.createObjectNode().put("schemaVersion", 2).put("mediaType", IMAGE);
        for (byte[] blob : new byte[][] {config, layer}) {
            client.blobs().upload(repository, BlobSource.of(blob));
        }
        manifest.putObject("config")
                .put("mediaType", configType)
                .put("digest", Digests.of(config))
                .put("size", config.length);
        manifest.putArray("layers")
                .addObject()
                .put("mediaType", LAYER)
                .put("digest", Digests.of(layer))
                .put("size", layer.length);
        return manifest;
    }

    private String write(ImageReference image, String type, ObjectNode manifest) throws InterruptedException {
        byte[] bytes = bytes(manifest.toString());
        client.put(image, new Manifest(type, Digests.of(bytes), bytes));
        return Digests.of(bytes);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
