package io.jenkins.plugins.stagedflow.push;

import io.jenkins.plugins.stagedflow.host.InvalidRequestException;
import io.jenkins.plugins.stagedflow.registry.ImageReference;
import java.util.List;

/** What the names of local images mean. */
final class LocalNames {
    private LocalNames() {}

    /** Returns the last part of a name, without tag and digest. */
    static String remoteName(String reference) {
        String name = reference.split("@", 2)[0];
        String last = name.substring(name.lastIndexOf('/') + 1);
        return last.split(":", 2)[0];
    }

    /** Returns whether two references mean the same; some programs write out what others leave out. */
    static boolean isSame(String one, String other) {
        try {
            return ImageReference.parse("image", one).equals(ImageReference.parse("image", other));
        } catch (InvalidRequestException e) {
            // What an archive has as a name need not be one.
            return false;
        }
    }

    /** Returns the references to look for, the best first. */
    static List<String> candidates(String reference, ImageReference remote) {
        String last = reference.substring(reference.lastIndexOf('/') + 1);
        return last.contains(":") || last.contains("@")
                ? List.of(reference)
                : List.of(reference + ":" + remote.identifier(), remote.toString(), reference + ":latest");
    }
}
