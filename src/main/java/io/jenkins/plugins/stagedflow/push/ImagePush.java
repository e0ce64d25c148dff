package io.jenkins.plugins.stagedflow.push;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.stagedflow.host.Console;
import io.jenkins.plugins.stagedflow.registry.Blob;
import io.jenkins.plugins.stagedflow.registry.Manifest;
import io.jenkins.plugins.stagedflow.registry.Repository;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** One image on its way. Safe for use by several threads; the first end counts. */
final class ImagePush {
    private static final double MILLIS = 1_000;

    private final PlannedPush push;
    private final ImageContents contents;
    private final Console console;
    private final Clock clock;
    private final Instant start;
    private final Set<Part> missing = ConcurrentHashMap.newKeySet();
    private final Map<Part, Blob> present = new ConcurrentHashMap<>();

    @CheckForNull
    private PushedImage result;

    private int attempts = 1;

    ImagePush(PlannedPush push, ImageContents contents, Console console, Clock clock, Instant start) {
        this.push = push;
        this.contents = contents;
        this.console = console.named(push.name());
        this.clock = clock;
        this.start = start;
    }

    PlannedPush push() {
        return push;
    }

    Repository repository() {
        return push.remote().repository();
    }

    Console console() {
        return console;
    }

    ImageContents contents() {
        return contents;
    }

    /** Returns the parts its repository does not have. */
    Set<Part> missing() {
        return missing;
    }

    /** Notes that something of it took that many attempts. */
    synchronized void took(int count) {
        attempts = Math.max(attempts, count);
    }

    synchronized boolean isOver() {
        return result != null;
    }

    /** Returns the manifests, none while it is not known what all parts will be. */
    List<Manifest> manifests() {
        return contents.manifests(part -> Optional.ofNullable(present.get(part)).or(part::blob));
    }

    /** Notes that the repository has a part; returns true for the one who is to write the manifests, since it was the last. */
    boolean hasNow(Part part, Blob blob) {
        present.put(part, blob);
        return missing.remove(part) && missing.isEmpty() && !isOver();
    }

    synchronized void arrived(List<Manifest> manifests) {
        long bytes = manifests.stream().mapToLong(Manifest::contentSize).sum();
        String digest = manifests.get(manifests.size() - 1).digest();
        end(new PushedImage(PushedImage.PUSHED, push.remote().toString(), digest, bytes, seconds(), attempts, ""));
    }

    synchronized void failed(String reason) {
        if (result == null) {
            console.line("failed: " + reason);
        }
        end(new PushedImage(
                PushedImage.FAILED, push.remote().toString(), "", 0, seconds(), attempts, console.masked(reason)));
    }

    /** Returns what became of it, once all is over. */
    synchronized PushedImage result() {
        if (result == null) {
            failed("not all of it could be read");
        }
        return Objects.requireNonNull(result);
    }

    private void end(PushedImage known) {
        result = result == null ? known : result;
    }

    private double seconds() {
        return Duration.between(start, clock.instant()).toMillis() / MILLIS;
    }
}
