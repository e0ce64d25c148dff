package io.jenkins.plugins.stagedflow.runner.credentials;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.stagedflow.host.InvalidRequestException;
import io.jenkins.plugins.stagedflow.host.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Optional;
import java.util.Set;

/**
 * A JSON file that holds credentials by their ids: {@code {"registry": {"username": "me", "passwordFrom": "file"}}}. A field
 * with {@code From} behind its name names a file, relative to this one, that holds the value. Only its owner may read it.
 */
public final class FileSource implements CredentialSource {
    private static final Set<PosixFilePermission> OWNER =
            Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
    private static final String FIELD = "credentials";

    private final Path file;
    private final JsonNode content;

    private FileSource(Path file, JsonNode content) {
        this.file = file;
        this.content = content;
    }

    /**
     * Returns the source that a file is.
     *
     * @throws InvalidRequestException if it cannot be read, others may read it, or it is not a JSON object of objects
     */
    public static FileSource read(Path file) {
        try {
            if (!OWNER.containsAll(Files.getPosixFilePermissions(file))) {
                throw new InvalidRequestException(
                        FIELD, file, "a file that its owner alone may read and write: run chmod 600 on it");
            }
            return new FileSource(file, valid(file, new ObjectMapper().readTree(Files.readAllBytes(file))));
        } catch (IOException e) {
            throw refusal(file);
        }
    }

    @Override
    public Optional<Secret> find(String id, CredentialField field) {
        JsonNode entry = content.path(id);
        JsonNode value = entry.path(field.word());
        if (value.isTextual()) {
            return Optional.of(Secret.of(value.textValue()));
        }
        JsonNode from = entry.path(field.word() + "From");
        return from.isTextual() ? Optional.of(contentOf(from.textValue())) : Optional.empty();
    }

    private Secret contentOf(String name) {
        Path named = file.toAbsolutePath().resolveSibling(name);
        try {
            return CredentialText.of(Files.readString(named));
        } catch (IOException e) {
            throw new InvalidRequestException(FIELD, named, "a file that can be read");
        }
    }

    private static JsonNode valid(Path file, JsonNode read) {
        if (read == null || !read.isObject()) {
            throw refusal(file);
        }
        for (JsonNode entry : read) {
            if (!entry.isObject()) {
                throw refusal(file);
            }
        }
        return read;
    }

    private static InvalidRequestException refusal(Path file) {
        return new InvalidRequestException(
                FIELD, file, "a JSON file of credentials by their ids, such as {\"registry\": {\"username\": \"…\"}}");
    }
}
