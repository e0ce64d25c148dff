package io.jenkins.plugins.stagedflow.scan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;

/**
 * A database as it lies on a host.
 *
 * @param problem why it cannot be used, empty if it can
 * @param updatedAt when it was made
 * @param nextUpdate when there will be a newer one
 * @param downloadedAt when it came to the host
 */
record DatabaseState(String problem, Instant updatedAt, Instant nextUpdate, Instant downloadedAt)
        implements Serializable {
    private static final String METADATA = "metadata.json";

    static DatabaseState unusable(String problem) {
        return new DatabaseState(problem, Instant.EPOCH, Instant.EPOCH, Instant.EPOCH);
    }

    /** Returns the state by the metadata in the directory. */
    static DatabaseState described(Path directory) {
        Path file = directory.resolve(METADATA);
        try {
            JsonNode metadata = new ObjectMapper().readTree(Files.readAllBytes(file));
            return new DatabaseState(
                    "",
                    time(metadata, "UpdatedAt"),
                    time(metadata, "NextUpdate"),
                    metadata.path("DownloadedAt").isTextual() ? time(metadata, "DownloadedAt") : Instant.EPOCH);
        } catch (IOException | DateTimeException e) {
            return unusable(file + " does not tell when it was made");
        }
    }

    boolean isUsable() {
        return problem.isEmpty();
    }

    /** Returns whether there is no newer one, or it came so lately that nobody looks for one. */
    boolean isFresh(Instant now, Duration rest) {
        return isUsable() && (now.isBefore(nextUpdate) || now.isBefore(downloadedAt.plus(rest)));
    }

    /** Returns how long ago it was made. */
    Duration age(Instant now) {
        return Duration.between(updatedAt, now);
    }

    private static Instant time(JsonNode metadata, String field) {
        return Instant.parse(metadata.path(field).asText());
    }
}
