package io.jenkins.plugins.stagedflow.push;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The images of a Docker Engine, read through its API. */
final class EngineStore implements ImageStore {
    private final EngineApi engine;
    private final Compression compression;

    EngineStore(EngineApi engine, Compression compression) {
        this.engine = engine;
        this.compression = compression;
    }

    /** Returns whether the engine keeps its images compressed, in containerd. */
    boolean keepsImagesCompressed() throws IOException {
        return engine.info().path("DriverStatus").toString().contains("io.containerd.snapshotter");
    }

    @Override
    public Optional<ImageContents> find(PlannedPush push, Parts parts) throws IOException {
        for (String candidate : LocalNames.candidates(push.local(), push.remote())) {
            JsonNode image = engine.image(candidate);
            if (!image.isMissingNode()) {
                List<String> layers = new ArrayList<>();
                image.path("RootFS").path("Layers").forEach(layer -> layers.add(layer.asText()));
                LocalImage local = new LocalImage(candidate, image.path("Id").asText(), layers);
                return Optional.of(LayeredImage.of(local, parts, compression));
            }
        }
        return Optional.empty();
    }

    @Override
    public void read(Collection<ImageContents> images, Receiver receiver) throws IOException, InterruptedException {
        List<LocalImage> local =
                images.stream().map(image -> ((LayeredImage) image).image()).toList();
        try (InputStream export =
                engine.export(local.stream().map(LocalImage::reference).toList())) {
            new EngineExport(new TarReader(export), local, receiver).read();
        }
    }

    @Override
    public void close() {
        // Each request has a connection of its own.
    }

    @Override
    public String toString() {
        return "the Docker Engine";
    }
}
