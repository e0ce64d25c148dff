package io.jenkins.plugins.stagedflow.host;

import java.io.Serializable;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.Set;

/** A value that must not be seen: it prints as {@code ****} and is shown only to who asks by {@link #reveal()}. */
public final class Secret implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final int SHORTEST_LINE_TO_MASK = 8;

    private final String value;

    private Secret(String value) {
        this.value = value;
    }

    /** Returns a secret of the given text, which is kept as it is. */
    public static Secret of(String value) {
        return new Secret(value);
    }

    /** Returns the plain text, for the one place that must send it. */
    public String reveal() {
        return value;
    }

    /** Returns whether there is no text at all. */
    public boolean isEmpty() {
        return value.isEmpty();
    }

    /** Returns the forms in which this secret could turn up in output: as it is, by line, in Base64, in a URL. */
    Set<String> forms() {
        Set<String> forms = new LinkedHashSet<>();
        if (!value.isBlank()) {
            forms.add(value);
            forms.add(value.strip());
            forms.add(Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8)));
            forms.add(URLEncoder.encode(value, StandardCharsets.UTF_8));
            value.lines().filter(line -> line.length() >= SHORTEST_LINE_TO_MASK).forEach(forms::add);
        }
        return forms;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret secret && MessageDigest.isEqual(bytes(), secret.bytes());
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return "****";
    }

    private byte[] bytes() {
        return value.getBytes(StandardCharsets.UTF_8);
    }
}
