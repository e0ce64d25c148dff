package io.jenkins.plugins.stagedflow.push;

import io.jenkins.plugins.stagedflow.host.Console;
import io.jenkins.plugins.stagedflow.host.OperationFailedException;
import io.jenkins.plugins.stagedflow.host.Outcome;
import io.jenkins.plugins.stagedflow.host.ParallelWork;
import io.jenkins.plugins.stagedflow.registry.BlobSource;
import io.jenkins.plugins.stagedflow.registry.RegistryClient;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Brings images from a store to a registry: what they share is read, compressed and sent once, all at the same time. */
final class Transfer {
    private static final int LEAST_UPLOADS = 2;
    private static final int MOST_EXPORTS = 2;

    private final ImageStore store;
    private final TransferOptions options;
    private final Presence presence;
    private final Delivery delivery;
    private final LayerMemory memory;
    private final Attempts attempts;
    private final Console console;

    Transfer(ImageStore store, RegistryClient client, LayerMemory memory, TransferOptions options, Console console) {
        this.store = store;
        this.options = options;
        this.memory = memory;
        this.console = console;
        attempts = new Attempts(options.timing(), 1 + options.retries());
        presence = new Presence(client, attempts, memory, options.compression());
        delivery = new Delivery(client, attempts, memory, options.compression());
    }

    /**
     * Pushes the images; all run to their end.
     *
     * @return name to what became of it
     * @throws OperationFailedException if an image is not there, or the place they come from cannot be read; nothing was
     *     pushed then
     */
    LinkedHashMap<String, PushedImage> push(List<PlannedPush> planned) throws InterruptedException {
        Parts parts = new Parts();
        List<ImagePush> images = found(planned, parts);
        presence.remember(parts, images.get(0).repository());
        presence.endWhatIsThere(images);
        presence.lookForParts(images);
        presence.requireWritable(images);
        bringMissing(images.stream().filter(image -> !image.isOver()).toList());
        LinkedHashMap<String, PushedImage> results = new LinkedHashMap<>();
        images.forEach(image -> results.put(image.push().name(), image.result()));
        return results;
    }

    private List<ImagePush> found(List<PlannedPush> planned, Parts parts) {
        Instant start = options.timing().clock().instant();
        List<ImagePush> found = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        for (PlannedPush push : planned) {
            try {
                store.find(push, parts)
                        .ifPresentOrElse(
                                contents -> found.add(new ImagePush(
                                        push,
                                        contents,
                                        console,
                                        options.timing().clock(),
                                        start)),
                                () -> missing.add(push.local()));
            } catch (IOException e) {
                throw new OperationFailedException(
                        "look for the image " + push.local(), store + ": " + e.getMessage(), "Nothing was pushed", e);
            }
        }
        if (!missing.isEmpty()) {
            String reason = "%s has no image %s".formatted(store, String.join(", ", missing));
            throw new OperationFailedException("push the images", reason, "Nothing was pushed; build them first");
        }
        return found;
    }

    private void bringMissing(List<ImagePush> images) throws InterruptedException {
        Map<String, Part> wanted = wanted(images);
        ExecutorService network = Executors.newFixedThreadPool(Math.max(LEAST_UPLOADS, options.maxParallel()));
        try (WorkDirectory directory = WorkDirectory.create();
                Compressor compressor = new Compressor(
                        options.compression(), Runtime.getRuntime().availableProcessors())) {
            Intake.Outlet outlet = (part, source, size, after) -> begin(network, part, source, size, after);
            images.stream()
                    .filter(image -> image.missing().isEmpty())
                    .forEach(image -> network.execute(() -> finish(image)));
            wanted.values().forEach(part -> part.source()
                    .ifPresent(source -> outlet.begin(part, source, sizeOf(source), () -> {})));
            read(images, wanted, new Intake(unsourced(wanted), compressor, directory.path(), memory, outlet));
            network.shutdown();
            network.awaitTermination(Long.MAX_VALUE, TimeUnit.NANOSECONDS);
        } catch (IOException e) {
            throw new OperationFailedException("push the images", String.valueOf(e.getMessage()), "", e);
        } finally {
            network.shutdownNow();
        }
    }

    private static Map<String, Part> wanted(List<ImagePush> images) {
        Map<String, Part> wanted = new LinkedHashMap<>();
        images.forEach(image -> image.missing().forEach(part -> {
            wanted.put(part.key(), part);
            part.wanting().add(image);
        }));
        return wanted;
    }

    private static Map<String, Part> unsourced(Map<String, Part> wanted) {
        return wanted.entrySet().stream()
                .filter(entry -> entry.getValue().source().isEmpty())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private void read(List<ImagePush> images, Map<String, Part> wanted, Intake intake) throws InterruptedException {
        List<ImagePush> needed = images.stream()
                .filter(image -> image.missing().stream()
                        .anyMatch(part -> part.source().isEmpty() && wanted.containsKey(part.key())))
                .toList();
        if (needed.isEmpty()) {
            return;
        }
        // While the layers of one export are compressed, the engine prepares the next.
        Map<String, ParallelWork.Work<String>> work = new LinkedHashMap<>();
        for (List<ImagePush> group : SharedParts.groups(needed)) {
            work.put(group.get(0).push().name(), () -> read(group, intake));
        }
        ParallelWork.run(work, MOST_EXPORTS).values().forEach(Outcome::get);
    }

    private String read(List<ImagePush> images, Intake intake) throws InterruptedException {
        try {
            store.read(images.stream().map(ImagePush::contents).toList(), intake);
            failMissing(images, intake, "%s has no ".formatted(store), true);
        } catch (IOException e) {
            failMissing(images, intake, "%s: %s".formatted(store, e.getMessage()), false);
        }
        return "";
    }

    private static void failMissing(List<ImagePush> images, Intake intake, String reason, boolean naming) {
        images.forEach(image -> image.missing().stream()
                .filter(part -> intake.wants(part.key()))
                .findFirst()
                .ifPresent(part -> image.failed(naming ? reason + part : reason)));
    }

    private void begin(ExecutorService network, Part part, BlobSource source, long size, Runnable after) {
        network.execute(() -> {
            try {
                delivery.deliver(part, source, size);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException e) {
                part.wanting().forEach(image -> image.failed(String.valueOf(e.getMessage())));
            } finally {
                after.run();
            }
        });
    }

    private void finish(ImagePush image) {
        try {
            delivery.finish(image);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static long sizeOf(BlobSource source) {
        return source.size().orElse(0);
    }
}
