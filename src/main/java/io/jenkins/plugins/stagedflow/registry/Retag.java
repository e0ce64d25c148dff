package io.jenkins.plugins.stagedflow.registry;

import io.jenkins.plugins.stagedflow.host.Console;
import io.jenkins.plugins.stagedflow.host.HostTask;
import io.jenkins.plugins.stagedflow.host.Require;
import io.jenkins.plugins.stagedflow.host.Timing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Gives images tags by writing their very manifests. In their own repositories no layer moves, an index stays whole, and
 * what refers to the image by digest (signatures, SBOMs, attestations) stays attached; to other repositories and
 * registries all of that is copied first. Every source and every target is looked up before any tag is written; if one
 * cannot be written, those already moved are put back. A tag that holds the image already is not written.
 */
public final class Retag implements HostTask<ArrayList<Retagged>> {
    private static final long serialVersionUID = 1L;
    private static final Duration TO_COPY = Duration.ofHours(2);

    private final ArrayList<Retagging> images;
    private final RegistryLogin login;
    private final RegistryLogin targetLogin;
    private final RetagMode mode;

    /**
     * Creates the task.
     *
     * @throws io.jenkins.plugins.stagedflow.host.InvalidRequestException if there is no image, or a name or a target is
     *     there twice
     */
    public Retag(List<Retagging> images, RegistryLogin login) {
        this(images, login, login, RetagMode.USUAL);
        Require.distinct("images", images.stream().map(Retagging::name).toList(), "at least one image");
        Require.distinct(
                "tags",
                images.stream().flatMap(image -> image.targets().stream()).toList(),
                "at least one tag");
    }

    private Retag(List<Retagging> images, RegistryLogin login, RegistryLogin targetLogin, RetagMode mode) {
        this.images = new ArrayList<>(images);
        this.login = login;
        this.targetLogin = targetLogin;
        this.mode = mode;
    }

    /** Returns a task that looks everything up, fails where this one would, and writes nothing. */
    public Retag dryRun() {
        return in(mode.withDryRun());
    }

    /**
     * Returns a task that leaves tags moved when one cannot be written: for a caller who has to do something else before
     * they are put back with {@link RestoreTags}, by what {@link #dryRun()} returned before.
     */
    public Retag leavingWhatWasMoved() {
        return in(mode.withLeaving());
    }

    /**
     * Returns a task that fails before it writes anything if a tag holds an image of a later commit: by
     * {@code org.opencontainers.image.created} in annotations or else in labels, else by when the image was built. Images
     * of one {@code org.opencontainers.image.revision} are equally late.
     */
    public Retag refusingOlder() {
        return in(mode.withRefusingOlder());
    }

    /** Returns a task that copies images without what refers to them. */
    public Retag withoutReferrers() {
        return in(mode.withoutReferrers());
    }

    /** Returns a task that writes with another login than it reads with. */
    public Retag writingAs(RegistryLogin other) {
        return new Retag(images, login, other, mode);
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
        boolean copies = images.stream().anyMatch(Retagging::isCopy);
        RegistryClient targets = copies
                ? RegistryClient.forWriting(targetLogin, Timing.system(), TO_COPY)
                : RegistryClient.forWriting(targetLogin, Timing.system());
        RegistryClient sources = copies ? RegistryClient.forReading(login, Timing.system(), TO_COPY) : targets;
        targets.prepare(new Scopes(images).toWrite());
        if (copies) {
            sources.prepare(new Scopes(images).toRead());
        }
        List<TagMove> moves = new TagLookup(sources, targets, mode.refusingOlder()).of(images);
        if (mode.refusingOlder()) {
            new AgeCheck(new OriginLookup(sources), new OriginLookup(targets)).require(moves);
        }
        if (!mode.dryRun()) {
            write(moves, sources, targets, console);
        }
        return new ArrayList<>(moves.stream().map(TagMove::result).toList());
    }

    private void write(List<TagMove> moves, RegistryClient sources, RegistryClient targets, Console console)
            throws InterruptedException {
        List<TagMove> all = new ArrayList<>(moves);
        all.addAll(new ImageCopies(sources, targets, mode.referrers(), console).copy(moves));
        new TagWriter(targets, console, mode.leaving()).write(all);
    }

    private Retag in(RetagMode other) {
        return new Retag(images, login, targetLogin, other);
    }
}
