package io.jenkins.plugins.stagedflow.scan;

import io.jenkins.plugins.stagedflow.host.Console;
import io.jenkins.plugins.stagedflow.host.Host;
import io.jenkins.plugins.stagedflow.host.HostPath;
import io.jenkins.plugins.stagedflow.host.Outcome;
import io.jenkins.plugins.stagedflow.host.ParallelWork;
import io.jenkins.plugins.stagedflow.host.StartedWork;
import io.jenkins.plugins.stagedflow.registry.ImageReference;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;

/**
 * Scans all images of a call, as many at a time as may be, to the end.
 *
 * @param host where the scans run
 * @param request what to scan
 * @param scanner scans one image
 * @param view the cache directory of the call
 */
record ParallelScans(Host host, ScanRequest request, ImageScanner scanner, HostPath view) {
    /** Starts to look up the images, which takes nothing but a registry: it goes on while all else is made ready. */
    static StartedWork<ImageLayers> lookups(Host host, ScanRequest request, Console console) {
        Map<String, ParallelWork.Work<ImageLayers>> lookups = new LinkedHashMap<>();
        request.images()
                .forEach((name, image) -> lookups.put(
                        name, () -> host.call(new LayerLookup(image, request.login()), console.named(name))));
        return ParallelWork.start(lookups, request.maxParallel());
    }

    /** Returns what became of each image, in the order of the request. */
    List<ImageScan> all(Map<String, Outcome<ImageLayers>> layers, Console console) throws InterruptedException {
        Map<String, Outcome<ImageScan>> scans = scanned(found(layers), console);
        List<ImageScan> all = new ArrayList<>();
        request.images().forEach((name, image) -> all.add(result(name, image, layers.get(name), scans.get(name))));
        return all;
    }

    private static Map<String, ImageLayers> found(Map<String, Outcome<ImageLayers>> layers) {
        Map<String, ImageLayers> found = new LinkedHashMap<>();
        layers.forEach((name, outcome) -> outcome.value().ifPresent(image -> found.put(name, image)));
        return found;
    }

    // Trivy looks for no secrets in layers that it takes for those of a base image, and remembers them as layers
    // without
    // any: what one image knows about a layer would hide the secrets of another. So for secrets none waits.
    private Map<String, Outcome<ImageScan>> scanned(Map<String, ImageLayers> images, Console console)
            throws InterruptedException {
        if (images.isEmpty()) {
            return Map.of();
        }
        ScanOrder order =
                request.scanners().contains(Scanner.SECRET) ? ScanOrder.ofStrangers(images) : new ScanOrder(images);
        Turns turns = new Turns();
        Map<String, ParallelWork.Work<ImageScan>> work = new LinkedHashMap<>();
        order.starts()
                .forEach(name -> work.put(
                        name, () -> scanned(name, images.get(name).digest(), order, turns, console.named(name))));
        return ParallelWork.run(work, request.maxParallel());
    }

    private ImageScan scanned(String name, String digest, ScanOrder order, Turns turns, Console console)
            throws InterruptedException {
        try {
            Optional<String> known = Optional.empty();
            if (order.after(name).isPresent()) {
                known = turns.await(order.after(name).get());
            }
            String cache = known.isPresent() || order.isAwaited(name) ? cache(name, known.orElse(""), console) : "";
            ImageReference image = request.images().get(name).repository().at(digest);
            ImageScan scan = scanner.scan(name, image, cache, console);
            turns.done(name, cache);
            return scan;
        } finally {
            turns.ended(name);
        }
    }

    private String cache(String name, String from, Console console) throws InterruptedException {
        return host.call(new LayerCache(view, "image-" + ScanReports.fileName(name), from), console);
    }

    private static ImageScan result(
            String name, ImageReference image, Outcome<ImageLayers> layers, Outcome<ImageScan> scan) {
        Optional<RuntimeException> failure = layers.value().isPresent() ? scan.failure() : layers.failure();
        return failure.map(reason -> ImageScan.failed(name, image.toString(), String.valueOf(reason.getMessage())))
                .orElseGet(() -> scan.value().orElseThrow());
    }

    /** Who waits for whom. */
    private static final class Turns {
        private final Map<String, CountDownLatch> ends = new ConcurrentHashMap<>();
        private final Map<String, String> caches = new ConcurrentHashMap<>();

        /** Waits for the scan of an image; returns where it knows its layers from, if it ended well. */
        Optional<String> await(String name) throws InterruptedException {
            end(name).await();
            return Optional.ofNullable(caches.get(name)).filter(cache -> !cache.isEmpty());
        }

        void done(String name, String cache) {
            caches.put(name, cache);
        }

        void ended(String name) {
            end(name).countDown();
        }

        private CountDownLatch end(String name) {
            return ends.computeIfAbsent(name, key -> new CountDownLatch(1));
        }
    }
}
