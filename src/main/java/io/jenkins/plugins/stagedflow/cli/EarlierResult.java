package io.jenkins.plugins.stagedflow.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.stagedflow.host.InvalidRequestException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** The images of a result that an earlier command printed with {@code --json}: a list of them, or name to image. */
final class EarlierResult {
    private final String option;
    private final Path file;
    private final Map<String, JsonNode> images = new LinkedHashMap<>();

    private EarlierResult(String option, Path file) {
        this.option = option;
        this.file = file;
    }

    /**
     * Reads the result.
     *
     * @throws InvalidRequestException naming the option, if the file is not the JSON result of a command over images
     */
    static EarlierResult read(String option, Path file) {
        EarlierResult result = new EarlierResult(option, file);
        result.add(result.json().path("images"));
        if (result.images.isEmpty()) {
            throw result.refusal();
        }
        return result;
    }

    /** Returns name to digest. */
    Map<String, String> digests() {
        Map<String, String> digests = new LinkedHashMap<>();
        images.forEach((name, image) -> digests.put(name, text(image, "digest")));
        return digests;
    }

    /** Returns name to digest of the images that passed the scan this is the result of. */
    Map<String, String> passedDigests() {
        Map<String, String> digests = new LinkedHashMap<>();
        images.forEach((name, image) -> {
            if (flag(image, "passed")) {
                digests.put(name, text(image, "digest"));
            }
        });
        return digests;
    }

    /** Returns name to reference by digest. */
    Map<String, String> references() {
        Map<String, String> references = new LinkedHashMap<>();
        images.forEach((name, image) -> references.put(name, byDigest(image)));
        return references;
    }

    private JsonNode json() {
        try {
            return new ObjectMapper().readTree(Files.readAllBytes(file));
        } catch (IOException e) {
            throw refusal();
        }
    }

    private void add(JsonNode list) {
        if (list.isObject()) {
            list.properties().forEach(image -> images.put(image.getKey(), image.getValue()));
        } else {
            list.forEach(image -> images.put(text(image, "name"), image));
        }
    }

    private String byDigest(JsonNode image) {
        String reference = text(image, "reference");
        int end = reference.contains("@") ? reference.indexOf('@') : reference.lastIndexOf(':');
        return reference.substring(0, Math.max(0, end)) + "@" + text(image, "digest");
    }

    private String text(JsonNode image, String field) {
        String value = image.path(field).asText("");
        if (value.isEmpty()) {
            throw refusal();
        }
        return value;
    }

    private boolean flag(JsonNode image, String field) {
        if (!image.path(field).isBoolean()) {
            throw refusal();
        }
        return image.path(field).booleanValue();
    }

    private InvalidRequestException refusal() {
        return new InvalidRequestException(option, file, "the result of an earlier command, printed with --json");
    }
}
