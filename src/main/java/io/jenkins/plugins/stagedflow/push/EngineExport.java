package io.jenkins.plugins.stagedflow.push;

import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The archive that a Docker Engine makes of images. Since engine 25 it is an OCI layout whose layers are named by their
 * digests; before, each layer has a directory of its own.
 */
final class EngineExport {
    private static final Pattern BLOB = Pattern.compile("blobs/sha256/([0-9a-f]{64})");
    private static final Pattern CONFIGURATION = Pattern.compile("([0-9a-f]{64})\\.json");
    private static final Pattern LEGACY_JSON = Pattern.compile("([0-9a-f]{64})/json");
    private static final Pattern LEGACY_LAYER = Pattern.compile("([0-9a-f]{64})/layer\\.tar");
    private static final int MOST_JSON = 4 << 20;
    private static final String SHA256 = "sha256:";

    private final TarReader archive;
    private final ImageStore.Receiver receiver;
    private final Set<String> wanted = new HashSet<>();
    private final Map<String, String> layersByChain = new HashMap<>();
    private final Map<String, String> layersByDirectory = new HashMap<>();

    EngineExport(TarReader archive, Collection<LocalImage> images, ImageStore.Receiver receiver) {
        this.archive = archive;
        this.receiver = receiver;
        images.forEach(image -> {
            wanted.add(image.id());
            wanted.addAll(image.layers());
            List<String> chains = image.chains();
            for (int i = 0; i < chains.size(); i++) {
                layersByChain.put(chains.get(i), image.layers().get(i));
            }
        });
    }

    /** Reads as much as it takes to hand out what is wanted. */
    void read() throws IOException, InterruptedException {
        Optional<TarReader.Entry> next = archive.next();
        while (next.isPresent()) {
            TarReader.Entry entry = next.get();
            if (entry.isFile()) {
                take(entry);
            }
            if (isSatisfied()) {
                return;
            }
            next = archive.next();
        }
    }

    // What other images still want comes in archives of their own.
    private boolean isSatisfied() {
        return wanted.stream().noneMatch(receiver::wants);
    }

    private void take(TarReader.Entry entry) throws IOException, InterruptedException {
        Matcher json = LEGACY_JSON.matcher(entry.name());
        Matcher layer = LEGACY_LAYER.matcher(entry.name());
        Optional<String> digest = digest(entry.name()).filter(receiver::wants);
        if (digest.isPresent() && layersByChain.containsValue(digest.get())) {
            receiver.layer(digest, entry.size(), archive.content());
        } else if (digest.isPresent()) {
            receiver.configuration(digest.get(), json());
        } else if (json.matches()) {
            LegacyName.chainOf(json.group(1), json(), layersByChain.keySet())
                    .ifPresent(chain -> layersByDirectory.put(json.group(1), layersByChain.get(chain)));
        } else if (layer.matches()) {
            Optional<String> known = Optional.ofNullable(layersByDirectory.get(layer.group(1)));
            if (known.map(receiver::wants).orElse(true)) {
                receiver.layer(known, entry.size(), archive.content());
            }
        }
    }

    private static Optional<String> digest(String name) {
        Matcher blob = BLOB.matcher(name);
        Matcher configuration = CONFIGURATION.matcher(name);
        if (blob.matches()) {
            return Optional.of(SHA256 + blob.group(1));
        }
        return configuration.matches() ? Optional.of(SHA256 + configuration.group(1)) : Optional.empty();
    }

    private byte[] json() throws IOException {
        return archive.content().readNBytes(MOST_JSON);
    }
}
