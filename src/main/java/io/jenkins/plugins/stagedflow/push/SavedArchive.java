package io.jenkins.plugins.stagedflow.push;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.airlift.compress.zstd.ZstdInputStream;
import io.jenkins.plugins.stagedflow.registry.Digests;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/** The images of an archive that {@code docker save} wrote, of any engine. */
final class SavedArchive implements ImageStore {
    static final String MANIFEST = "manifest.json";
    private static final int MOST_JSON = 16 << 20;
    private static final byte[] GZIP_MAGIC = {0x1f, (byte) 0x8b};
    private static final byte[] ZSTD_MAGIC = {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd};

    private final String path;
    private final FileTree files;
    private final Compression compression;
    private final JsonNode manifest;
    private final Map<String, String> layerFiles = new HashMap<>();

    SavedArchive(String path, FileTree files, Compression compression) throws IOException {
        this.path = path;
        this.files = files;
        this.compression = compression;
        manifest = new ObjectMapper().readTree(files.read(MANIFEST, MOST_JSON));
    }

    @Override
    public Optional<ImageContents> find(PlannedPush push, Parts parts) throws IOException {
        for (String candidate : LocalNames.candidates(push.local(), push.remote())) {
            for (JsonNode image : manifest) {
                if (names(image).stream().anyMatch(name -> LocalNames.isSame(name, candidate))) {
                    return Optional.of(contents(candidate, image, parts));
                }
            }
        }
        return Optional.empty();
    }

    @Override
    public void read(Collection<ImageContents> images, Receiver receiver) throws IOException, InterruptedException {
        for (ImageContents image : images) {
            for (Part layer : ((LayeredImage) image).layers()) {
                if (receiver.wants(layer.key())) {
                    read(layer, receiver);
                }
            }
        }
    }

    @Override
    public void close() throws IOException {
        files.close();
    }

    @Override
    public String toString() {
        return path;
    }

    private void read(Part layer, Receiver receiver) throws IOException, InterruptedException {
        String file = layerFiles.get(layer.key());
        try (InputStream bytes = plain(files.open(file, 0))) {
            receiver.layer(Optional.of(layer.key()), files.size(file).orElse(0L), bytes);
        }
    }

    private ImageContents contents(String reference, JsonNode image, Parts parts) throws IOException {
        byte[] configuration = files.read(image.path("Config").asText(), MOST_JSON);
        List<String> diffIds = new ArrayList<>();
        new ObjectMapper()
                .readTree(configuration)
                .path("rootfs")
                .path("diff_ids")
                .forEach(diffId -> diffIds.add(diffId.asText()));
        JsonNode layers = image.path("Layers");
        if (layers.size() != diffIds.size()) {
            throw new IOException("%s has %d layers of %s, but its configuration names %d"
                    .formatted(path, layers.size(), reference, diffIds.size()));
        }
        for (int i = 0; i < diffIds.size(); i++) {
            layerFiles.put(diffIds.get(i), layers.path(i).asText());
        }
        String id = Digests.of(configuration);
        parts.configuration(id).isConfiguration(configuration);
        return LayeredImage.of(new LocalImage(reference, id, diffIds), parts, compression);
    }

    private static List<String> names(JsonNode image) {
        List<String> names = new ArrayList<>();
        image.path("RepoTags").forEach(name -> names.add(name.asText()));
        return names;
    }

    // docker load takes compressed layers too, and engines that keep their images compressed save them so.
    private static InputStream plain(InputStream bytes) throws IOException {
        PushbackInputStream stream = new PushbackInputStream(bytes, ZSTD_MAGIC.length);
        byte[] first = stream.readNBytes(ZSTD_MAGIC.length);
        stream.unread(first);
        if (Arrays.equals(first, ZSTD_MAGIC)) {
            return new ZstdInputStream(stream);
        }
        boolean isGzip = Arrays.equals(Arrays.copyOf(first, GZIP_MAGIC.length), GZIP_MAGIC);
        return isGzip ? new GZIPInputStream(stream, Block.MOST_DICTIONARY) : stream;
    }
}
