package io.jenkins.plugins.stagedflow.release;

import io.jenkins.plugins.stagedflow.registry.ImageReference;
import java.util.List;
import java.util.stream.Collectors;

/** The text of a release on GitHub, above the notes GitHub generates. */
final class ReleaseNotes {
    private static final int SHORT_SHA = 7;

    private ReleaseNotes() {}

    /** Returns Markdown: the commit, and how to get each image. */
    static String of(String commit, List<ImageReference> images) {
        String pulls =
                images.stream().map(image -> "docker pull " + image + "\n").collect(Collectors.joining());
        return "Commit `" + commit.substring(0, SHORT_SHA) + "`\n\n```\n" + pulls + "```\n";
    }
}
