package io.jenkins.plugins.stagedflow.release;

import io.jenkins.plugins.stagedflow.github.GitHubRepository;
import io.jenkins.plugins.stagedflow.github.PublishRelease;
import io.jenkins.plugins.stagedflow.github.ReleaseContent;
import io.jenkins.plugins.stagedflow.github.RequireRepository;
import io.jenkins.plugins.stagedflow.host.Console;
import io.jenkins.plugins.stagedflow.host.Host;
import io.jenkins.plugins.stagedflow.host.HostPath;
import io.jenkins.plugins.stagedflow.host.InvalidRequestException;
import io.jenkins.plugins.stagedflow.registry.ImageReference;
import java.util.List;
import java.util.Optional;

/** The release on GitHub that goes with a version, as far as one is wanted. */
record GitHubRelease(Host host, Console console, GitHubOptions options) {
    /** Fails, before anything is changed, if it could not be made for sure. */
    void require() throws InterruptedException {
        Optional<GitHubRepository> target = options.target();
        for (String asset : assets()) {
            if (!host.files().exists(new HostPath(asset))) {
                throw new InvalidRequestException("assets", asset, "a file that is there");
            }
        }
        if (target.isPresent()) {
            host.call(new RequireRepository(target.get()), console);
        }
    }

    /** Makes the release, or completes it; returns the address of its page, empty if none is wanted. */
    String publish(Reservation version, List<ImageReference> images) throws InterruptedException {
        Optional<GitHubRepository> target = options.target();
        if (target.isEmpty()) {
            return "";
        }
        ReleaseContent content = new ReleaseContent(
                version.version().toString(),
                version.commit(),
                ReleaseNotes.of(version.commit(), images),
                options.generateNotes(),
                options.draft(),
                options.preRelease(),
                assets());
        return host.call(new PublishRelease(target.get(), content), console).url();
    }

    /** Returns in one sentence what would be made, empty if none is wanted. */
    String plan(Reservation version) {
        return options.target()
                .map(target -> "Would publish the %srelease %s in %s, with %d files."
                        .formatted(
                                (options.draft() ? "draft of the " : "") + (options.preRelease() ? "pre-" : ""),
                                version.version(),
                                target,
                                options.assets().size()))
                .orElse("");
    }

    private List<String> assets() {
        return options.assets().stream()
                .map(asset -> host.directory().resolve(asset).value())
                .toList();
    }
}
