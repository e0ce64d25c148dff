package io.jenkins.plugins.stagedflow.host;

import java.io.Serializable;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Replaces every known secret in a text by {@code ****}. Immutable. */
public final class Mask implements Serializable {
    private static final long serialVersionUID = 1L;

    private final List<String> hidden;

    private Mask(List<String> hidden) {
        this.hidden = hidden;
    }

    /** Returns a mask that hides nothing. */
    public static Mask nothing() {
        return new Mask(List.of());
    }

    /** Returns a mask that hides what this one hides and the given secrets in all their forms. */
    public Mask with(Collection<Secret> secrets) {
        return new Mask(Stream.concat(hidden.stream(), secrets.stream().flatMap(secret -> secret.forms().stream()))
                .distinct()
                // A secret that contains another one must go first, or its rest would stay visible.
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList());
    }

    /** Returns the text without the secrets. */
    public String apply(String text) {
        String masked = text;
        for (String secret : hidden) {
            masked = masked.replace(secret, "****");
        }
        return masked;
    }
}
