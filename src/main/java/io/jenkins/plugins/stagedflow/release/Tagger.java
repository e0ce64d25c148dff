package io.jenkins.plugins.stagedflow.release;

import io.jenkins.plugins.stagedflow.host.Require;
import java.io.Serializable;
import java.util.regex.Pattern;

/** Who creates the tag. */
public record Tagger(String name, String email) implements Serializable {
    private static final Pattern NAME = Pattern.compile("[^<>\\p{Cntrl}]*[^<>\\p{Cntrl}\\s][^<>\\p{Cntrl}]*");
    private static final Pattern EMAIL = Pattern.compile("[^<>\\p{Cntrl}\\s]+");

    // After the patterns, which its constructor needs.
    /** Whose name stands in a tag when the request has none. */
    public static final Tagger DEFAULT = new Tagger("Staged Flow", "staged-flow@localhost");

    /** Requires what git can write on the tagger's line. */
    public Tagger {
        Require.matching("tagger", name, NAME, "a name without '<' and '>'");
        Require.matching("tagger", email, EMAIL, "an e-mail address without spaces, '<' and '>'");
    }
}
