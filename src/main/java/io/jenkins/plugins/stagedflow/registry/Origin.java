package io.jenkins.plugins.stagedflow.registry;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What an image says about where it comes from.
 *
 * @param made when it was made, or when its commit was, if it says so
 * @param revision its commit, empty if it does not say
 * @see <a href="https://github.com/opencontainers/image-spec/blob/main/annotations.md">OCI annotations</a>
 */
record Origin(Optional<Instant> made, String revision) {
    private static final String CREATED = "org.opencontainers.image.created";
    private static final String REVISION = "org.opencontainers.image.revision";

    // Reproducible builds write the first days of an era; they mean nothing by it.
    private static final Instant MEANT = Instant.parse("1990-01-01T00:00:00Z");

    // Whoever made the image wrote it, and it is shown.
    private static final Pattern SHOWN = Pattern.compile("[0-9A-Za-z._-]{1,64}");

    /** Takes a revision as it is only if it can be shown. */
    Origin {
        revision = SHOWN.matcher(revision).matches() ? revision : "";
    }

    /** Returns the origin of an image that says nothing. */
    static Origin unknown() {
        return new Origin(Optional.empty(), "");
    }

    /** Returns what the annotations of a manifest or an index say. */
    static Origin annotated(Manifest manifest) {
        return new Origin(
                time(manifest.annotation(CREATED).orElse("")),
                manifest.annotation(REVISION).orElse(""));
    }

    /** Returns what the configuration of an image says: by its labels, else when it was built. */
    static Origin configured(JsonNode config) {
        JsonNode labels = config.path("config").path("Labels");
        return new Origin(
                time(labels.path(CREATED).asText(""))
                        .or(() -> time(config.path("created").asText(""))),
                labels.path(REVISION).asText(""));
    }

    /** Returns whether this image is from a commit or a build before the other's, as far as both say. */
    boolean isBefore(Origin other) {
        boolean sameCommit = !revision.isEmpty() && revision.equals(other.revision);
        return !sameCommit
                && made.isPresent()
                && other.made.isPresent()
                && made.get().isBefore(other.made.get());
    }

    @Override
    public String toString() {
        String time = made.map(Instant::toString).orElse("an unknown time");
        return "of " + time + (revision.isEmpty() ? "" : " (" + revision + ")");
    }

    private static Optional<Instant> time(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant()).filter(MEANT::isBefore);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
