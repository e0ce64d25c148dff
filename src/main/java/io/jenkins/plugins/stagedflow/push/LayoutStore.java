package io.jenkins.plugins.stagedflow.push;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.stagedflow.registry.Blob;
import io.jenkins.plugins.stagedflow.registry.BlobSource;
import io.jenkins.plugins.stagedflow.registry.Digests;
import io.jenkins.plugins.stagedflow.registry.Manifest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * The images of an OCI layout, pushed as they are, whole indexes with all their platforms.
 *
 * @see <a href="https://github.com/opencontainers/image-spec/blob/v1.1.1/image-layout.md">OCI image layout</a>
 */
final class LayoutStore implements ImageStore {
    private static final int MOST_JSON = 4 << 20;
    private static final int DEEPEST = 4;
    private static final String NAME = "org.opencontainers.image.ref.name";
    private static final String FULL_NAME = "io.containerd.image.name";
    private static final String FILE = "blobs/%s/%s";

    private final String path;
    private final FileTree files;
    private final JsonNode images;

    LayoutStore(String path, FileTree files) throws IOException {
        this.path = path;
        this.files = files;
        if (files.size("oci-layout").isEmpty()) {
            throw new IOException(path + " is no OCI layout: it has no file oci-layout");
        }
        images =
                new ObjectMapper().readTree(files.read("index.json", MOST_JSON)).path("manifests");
    }

    @Override
    public Optional<ImageContents> find(PlannedPush push, Parts parts) throws IOException {
        List<String> names = new ArrayList<>(LocalNames.candidates(push.local(), push.remote()));
        names.add(push.local());
        for (String name : names) {
            for (JsonNode image : images) {
                JsonNode annotations = image.path("annotations");
                if (name.equals(annotations.path(NAME).asText())
                        || LocalNames.isSame(name, annotations.path(FULL_NAME).asText())) {
                    return Optional.of(contents(image, parts));
                }
            }
        }
        // Many layouts hold one image and no name.
        return images.size() == 1 && names(images.get(0)).isEmpty()
                ? Optional.of(contents(images.get(0), parts))
                : Optional.empty();
    }

    @Override
    public void read(Collection<ImageContents> contents, Receiver receiver) {
        // Every part is read where it is.
    }

    @Override
    public void close() throws IOException {
        files.close();
    }

    @Override
    public String toString() {
        return path;
    }

    private static String names(JsonNode image) {
        return image.path("annotations").path(NAME).asText();
    }

    private ImageContents contents(JsonNode descriptor, Parts parts) throws IOException {
        List<Part> found = new ArrayList<>();
        List<Manifest> manifests = new ArrayList<>();
        collect(descriptor, parts, found, manifests, 0);
        return new FixedImage(found.stream().distinct().toList(), manifests);
    }

    private void collect(JsonNode descriptor, Parts parts, List<Part> found, List<Manifest> manifests, int depth)
            throws IOException {
        Blob blob = blob(descriptor);
        byte[] text = files.read(file(blob), MOST_JSON);
        if (!Digests.matches(blob.digest(), text)) {
            throw new IOException("%s: the bytes of %s are %s".formatted(path, blob, Digests.of(text)));
        }
        JsonNode manifest = new ObjectMapper().readTree(text);
        if (depth == DEEPEST) {
            throw new IOException(path + " has indexes within indexes");
        }
        for (JsonNode child : manifest.path("manifests")) {
            collect(child, parts, found, manifests, depth + 1);
        }
        if (manifest.has("config")) {
            found.add(part(manifest.path("config"), parts, false));
        }
        for (JsonNode layer : manifest.path("layers")) {
            found.add(part(layer, parts, true));
        }
        String type =
                descriptor.path("mediaType").asText(manifest.path("mediaType").asText());
        manifests.add(new Manifest(type, blob.digest(), text));
    }

    private Part part(JsonNode descriptor, Parts parts, boolean isLayer) throws IOException {
        Blob blob = blob(descriptor);
        String file = file(blob);
        long size = files.size(file).orElseThrow(() -> new IOException(path + " has no blob " + blob));
        if (size != blob.size()) {
            throw new IOException("%s: %s has %d bytes, not %d".formatted(path, blob, size, blob.size()));
        }
        return parts.blob(
                blob, BlobSource.of(blob, from -> new CheckedStream(files.open(file, from), blob, from)), isLayer);
    }

    private static Blob blob(JsonNode descriptor) {
        return new Blob(
                descriptor.path("digest").asText(), descriptor.path("size").asLong());
    }

    private static String file(Blob blob) {
        String[] digest = blob.digest().split(":", 2);
        return FILE.formatted(digest[0], digest[1]);
    }
}
