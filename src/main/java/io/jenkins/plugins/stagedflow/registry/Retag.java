package io.jenkins.plugins.stagedflow.registry;

import io.jenkins.plugins.stagedflow.host.Console;
import io.jenkins.plugins.stagedflow.host.HostTask;
import io.jenkins.plugins.stagedflow.host.Require;
import io.jenkins.plugins.stagedflow.host.Timing;
import java.util.ArrayList;
import java.util.List;

/**
 * Gives images tags in their own repositories, by writing their very manifests: no layer moves, an index stays whole,
 * and what refers to the image by digest (signatures, SBOMs, attestations) stays attached. Every source and every target is
 * looked up before any tag is written; if one cannot be written, those already moved are put back. A tag that holds the
 * image already is not written.
 */
public final class Retag implements HostTask<ArrayList<Retagged>> {
    private static final long serialVersionUID = 1L;

    private final ArrayList<Retagging> images;
    private final RegistryLogin login;
    private final boolean dryRun;
    private final boolean leaving;

    /**
     * Creates the task.
     *
     * @throws io.jenkins.plugins.stagedflow.host.InvalidRequestException if there is no image, or a name or a target is
     *     there twice
     */
    public Retag(List<Retagging> images, RegistryLogin login) {
        this(images, login, false, false);
    }

    private Retag(List<Retagging> images, RegistryLogin login, boolean dryRun, boolean leaving) {
        Require.distinct("images", images.stream().map(Retagging::name).toList(), "at least one image");
        Require.distinct(
                "tags",
                images.stream().flatMap(image -> image.targets().stream()).toList(),
                "at least one tag");
        this.images = new ArrayList<>(images);
        this.login = login;
        this.dryRun = dryRun;
        this.leaving = leaving;
    }

    /** Returns a task that looks everything up, fails where this one would, and writes nothing. */
    public Retag dryRun() {
        return new Retag(images, login, true, leaving);
    }

    /**
     * Returns a task that leaves tags moved when one cannot be written: for a caller who has to do something else before
     * they are put back with {@link RestoreTags}, by what {@link #dryRun()} returned before.
     */
    public Retag leavingWhatWasMoved() {
        return new Retag(images, login, dryRun, true);
    }

    /**
     * Moves the tags.
     *
     * @return the images in their order, each with what its tags held before
     * @throws io.jenkins.plugins.stagedflow.host.OperationFailedException naming each image, tag and reason, and what
     *     became of tags that had been moved already; its partial result is the list of those as {@link RestoredTag}
     */
    @Override
    public ArrayList<Retagged> run(Console console) throws InterruptedException {
        RegistryClient client = RegistryClient.forWriting(login, Timing.system());
        List<TagMove> moves = new TagLookup(client).of(images);
        if (!dryRun) {
            new TagWriter(client, console, leaving).write(moves);
        }
        return new ArrayList<>(moves.stream().map(TagMove::result).toList());
    }
}
