package io.jenkins.plugins.stagedflow.release;

import java.util.Locale;
import java.util.Optional;
import org.eclipse.jgit.transport.RemoteRefUpdate;

/**
 * What a remote answered to the creation or deletion of a tag.
 *
 * @param done whether it did it
 * @param contended whether another push got in the way
 * @param reason why it declined, with what its hooks said
 */
record TagPush(boolean done, boolean contended, String reason) {
    /** Returns the answer to an update. */
    static TagPush of(RemoteRefUpdate update, String said) {
        String message = Optional.ofNullable(update.getMessage()).orElse("").toLowerCase(Locale.ROOT);
        return switch (update.getStatus()) {
            case OK -> new TagPush(true, false, "");
            case NON_EXISTING -> new TagPush(update.isDelete(), false, "there is no such tag");
            // The same object at the same second: made by another run for the same commit.
            case UP_TO_DATE, REJECTED_REMOTE_CHANGED, REJECTED_NONFASTFORWARD ->
                new TagPush(false, true, "it was changed meanwhile");
            default -> new TagPush(false, isContention(message), reason(update, said));
        };
    }

    // In the words of git, JGit and the big hosts, when two pushes meet at one ref.
    private static boolean isContention(String message) {
        return message.contains("lock")
                || message.contains("exists")
                || message.contains("failed to update ref")
                || message.contains("reference already");
    }

    private static String reason(RemoteRefUpdate update, String said) {
        String status = Optional.ofNullable(update.getMessage())
                .orElse(update.getStatus().name());
        String hooks = said.strip().replaceAll("\\s*\\p{Cntrl}+\\s*", " / ");
        return hooks.isEmpty()
                ? "the remote declined: " + status
                : "the remote declined: " + status + " (" + hooks + ")";
    }
}
