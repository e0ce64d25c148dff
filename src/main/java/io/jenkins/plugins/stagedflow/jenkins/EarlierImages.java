package io.jenkins.plugins.stagedflow.jenkins;

import io.jenkins.plugins.stagedflow.host.InvalidRequestException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** The images of a result that an earlier step returned: a list of them, or name to image. */
final class EarlierImages {
    private static final String EXPECTED = "what an earlier step returned";

    private final String field;
    private final Map<String, Map<?, ?>> images = new LinkedHashMap<>();

    private EarlierImages(String field) {
        this.field = field;
    }

    /** Returns whether the value looks like the result of a step, not like names of images. */
    static boolean isResult(Object value) {
        return value instanceof Map<?, ?> map
                && (map.get("images") instanceof Map<?, ?> || map.get("images") instanceof Collection<?>);
    }

    /**
     * Returns the images of a result.
     *
     * @throws InvalidRequestException naming the field, if it is not the result of a step over images
     */
    static EarlierImages of(String field, Object result) {
        EarlierImages earlier = new EarlierImages(field);
        Object images = Plain.map(field, result, EXPECTED).get("images");
        if (images instanceof Map<?, ?> byName) {
            byName.forEach((name, image) -> earlier.add(String.valueOf(name), image));
        } else if (images instanceof Collection<?> list) {
            list.forEach(image -> earlier.add(earlier.text(Plain.map(field, image, EXPECTED), "name"), image));
        }
        if (earlier.images.isEmpty()) {
            throw new InvalidRequestException(field, result, EXPECTED);
        }
        return earlier;
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
            if (Boolean.TRUE.equals(image.get("passed"))) {
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

    private void add(String name, Object image) {
        images.put(name, Plain.map(field, image, EXPECTED));
    }

    private String byDigest(Map<?, ?> image) {
        String reference = text(image, "reference");
        int end = reference.contains("@") ? reference.indexOf('@') : reference.lastIndexOf(':');
        return reference.substring(0, Math.max(0, end)) + "@" + text(image, "digest");
    }

    private String text(Map<?, ?> image, String part) {
        String value = Plain.text(image, part, "");
        if (value.isEmpty()) {
            throw new InvalidRequestException(field, image, EXPECTED);
        }
        return value;
    }
}
