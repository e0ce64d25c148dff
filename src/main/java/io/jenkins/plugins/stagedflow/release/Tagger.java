package io.jenkins.plugins.stagedflow.release;

import io.jenkins.plugins.stagedflow.host.InvalidRequestException;
import io.jenkins.plugins.stagedflow.host.Require;
import java.io.Serializable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Who creates the tag. */
public record Tagger(String name, String email) implements Serializable {
    private static final Pattern NAME = Pattern.compile("[^<>\\p{Cntrl}]*[^<>\\p{Cntrl}\\s][^<>\\p{Cntrl}]*");
    private static final Pattern EMAIL = Pattern.compile("[^<>\\p{Cntrl}\\s]+");

    // After the patterns, which its constructor needs.
    /** Whose name stands in a tag when the request has none. */
    public static final Tagger DEFAULT = new Tagger("Staged Flow", "staged-flow@localhost");

    private static final Pattern BOTH = Pattern.compile("([^<>]*[^<>\\s])\\s*<([^<>]+)>");

    /** Returns the tagger a text names as "Name <address>"; the default one for an empty text. */
    public static Tagger parse(String text) {
        Matcher matcher = BOTH.matcher(text);
        if (text.isEmpty()) {
            return DEFAULT;
        }
        if (!matcher.matches()) {
            throw new InvalidRequestException("tagger", text, "a name and an e-mail address, as Ann <ann@example.org>");
        }
        return new Tagger(matcher.group(1), matcher.group(2));
    }

    /** Requires what git can write on the tagger's line. */
    public Tagger {
        Require.matching("tagger", name, NAME, "a name without '<' and '>'");
        Require.matching("tagger", email, EMAIL, "an e-mail address without spaces, '<' and '>'");
    }
}
