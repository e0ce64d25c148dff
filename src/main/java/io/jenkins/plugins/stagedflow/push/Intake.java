package io.jenkins.plugins.stagedflow.push;

import io.jenkins.plugins.stagedflow.registry.BlobSource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Takes layers and configurations from a store, compresses the layers and hands all on while it is still at it. */
final class Intake implements ImageStore.Receiver {
    private final Map<String, Part> wanted;
    private final Compressor compressor;
    private final Path directory;
    private final LayerMemory memory;
    private final Outlet outlet;
    private final Set<String> taken = ConcurrentHashMap.newKeySet();
    private final AtomicInteger count = new AtomicInteger();

    Intake(Map<String, Part> wanted, Compressor compressor, Path directory, LayerMemory memory, Outlet outlet) {
        this.wanted = Map.copyOf(wanted);
        this.compressor = compressor;
        this.directory = directory;
        this.memory = memory;
        this.outlet = outlet;
    }

    @Override
    public boolean wants(String digest) {
        return wanted.containsKey(digest) && !taken.contains(digest);
    }

    @Override
    public void configuration(String digest, byte[] content) {
        BlobSource source = BlobSource.of(content);
        if (wanted.containsKey(digest) && isOf(digest, source) && taken.add(digest)) {
            memory.rememberConfiguration(digest, content);
            wanted.get(digest).isConfiguration(content);
            outlet.begin(wanted.get(digest), source, content.length, () -> {});
        }
    }

    @Override
    public void layer(Optional<String> digest, long size, InputStream bytes) throws IOException, InterruptedException {
        if (digest.isPresent() && (!wanted.containsKey(digest.get()) || !taken.add(digest.get()))) {
            return;
        }
        Spool spool = new Spool(directory.resolve(count.incrementAndGet() + ".layer"));
        // What it is called is known: it can leave while it is still being compressed.
        digest.ifPresent(known -> outlet.begin(wanted.get(known), spool, size, () -> close(spool)));
        try {
            Compressor.Layer layer = compressor.compress(bytes, spool);
            end(digest, layer, size, spool);
        } catch (IOException e) {
            spool.fail(e);
            if (digest.isEmpty()) {
                close(spool);
            }
            throw e;
        }
    }

    private void end(Optional<String> digest, Compressor.Layer layer, long size, Spool spool) {
        if (digest.isPresent() && !digest.get().equals(layer.diffId())) {
            spool.fail(new IOException("it is damaged where it comes from: its bytes are " + layer.diffId()));
        }
        compressor.end(layer, spool);
        if (digest.isEmpty() && wanted.containsKey(layer.diffId()) && taken.add(layer.diffId())) {
            outlet.begin(wanted.get(layer.diffId()), spool, size, () -> close(spool));
        } else if (digest.isEmpty()) {
            close(spool);
        }
    }

    private static boolean isOf(String digest, BlobSource source) {
        try {
            return source.whole().digest().equals(digest);
        } catch (IOException e) {
            return false;
        }
    }

    private static void close(Spool spool) {
        try {
            spool.close();
        } catch (IOException e) {
            // Its directory is removed at the end in any case.
            return;
        }
    }

    /** Where what was taken goes. */
    @FunctionalInterface
    interface Outlet {
        /** Begins to deliver a part without waiting for it; runs what is to be done after. */
        void begin(Part part, BlobSource source, long rawSize, Runnable after);
    }
}
