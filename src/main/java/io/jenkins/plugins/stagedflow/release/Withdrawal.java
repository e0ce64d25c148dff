package io.jenkins.plugins.stagedflow.release;

import io.jenkins.plugins.stagedflow.git.TagObject;
import io.jenkins.plugins.stagedflow.git.TagPush;
import io.jenkins.plugins.stagedflow.host.Console;
import io.jenkins.plugins.stagedflow.host.Host;
import io.jenkins.plugins.stagedflow.host.Timing;
import io.jenkins.plugins.stagedflow.registry.RestoredTag;
import io.jenkins.plugins.stagedflow.registry.Retagged;
import java.util.List;

/**
 * Takes back a version that this run created and whose images could not be tagged. First the tag says that it is being
 * taken back, so that no other run of the same commit completes what is about to go; if another one has taken the version
 * over by then, all stays. Then the images lose the version, and in the end the tag goes, which frees the number.
 */
record Withdrawal(Host host, Console console, Timing timing, GitSource source, TagText text, ReleaseImages images) {
    /** Returns what became of tag and images, as the end of a message. */
    String of(Reservation version, List<Retagged> plan) throws InterruptedException {
        TagObject mark = text.withdrawn(
                version.version(), version.commit(), timing.clock().instant());
        TagPush marked = host.call(new ChangeTag(source, version, mark), console);
        if (!marked.done() && marked.contended()) {
            return "The tag %s stays, for another run goes on with this version".formatted(version.version());
        }
        String restored = RestoredTag.summary(images.restore(plan));
        String deleted = delete(marked.done() ? version.with(mark.id()) : version);
        return restored.isEmpty() ? deleted : restored + ". " + deleted;
    }

    private String delete(Reservation version) throws InterruptedException {
        TagPush deleted = host.call(new ChangeTag(source, version, null), console);
        if (deleted.done()) {
            return "The tag %s was taken back from the git remote".formatted(version.version());
        }
        host.call(new ChangeTag(source, version, text.left(version)), console);
        return "The tag %s stays on %s, for it could not be taken back: %s. Run the release again to complete it"
                .formatted(version.version(), source.address(), deleted.reason());
    }
}
