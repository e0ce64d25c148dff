package io.jenkins.plugins.stagedflow.git;

import java.io.Serializable;
import java.util.Locale;

/**
 * What a remote answered to the change of a tag.
 *
 * @param done whether it did it
 * @param contended whether another push got in the way
 * @param reason why it declined, with what its hooks said
 */
public record TagPush(boolean done, boolean contended, String reason) implements Serializable {
    static TagPush accepted() {
        return new TagPush(true, false, "");
    }

    static TagPush declined(String status, String said) {
        return new TagPush(false, isContention(status.toLowerCase(Locale.ROOT)), reason(status, said));
    }

    /** Returns whether the remote lacks what the tag marks. */
    public boolean lacksObjects() {
        String words = reason.toLowerCase(Locale.ROOT);
        return words.contains("missing necessary objects") || words.contains("missing object");
    }

    // In the words of git, JGit and the big hosts, when two pushes meet at one ref.
    private static boolean isContention(String status) {
        return status.contains("lock")
                || status.contains("exists")
                || status.contains("failed to update ref")
                || status.contains("fetch first")
                || status.contains("reference already");
    }

    private static String reason(String status, String said) {
        String hooks = said.strip().replaceAll("\\s*\\p{Cntrl}+\\s*", " / ");
        return hooks.isEmpty()
                ? "the remote declined: " + status
                : "the remote declined: " + status + " (" + hooks + ")";
    }
}
