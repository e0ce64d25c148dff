package io.jenkins.plugins.stagedflow.registry;

import io.jenkins.plugins.stagedflow.host.Console;
import io.jenkins.plugins.stagedflow.host.HostTask;
import io.jenkins.plugins.stagedflow.host.Timing;
import java.util.ArrayList;
import java.util.List;

/**
 * Puts tags back to what they held before a {@link Retag}; one that was absent is taken away again where the registry
 * allows it. A tag that somebody else moved in the meantime stays. Never fails over a tag: each one's result says what
 * became of it. Tags that need nothing done are not in the result.
 */
public final class RestoreTags implements HostTask<ArrayList<RestoredTag>> {
    private static final long serialVersionUID = 1L;

    private final ArrayList<Retagged> images;
    private final RegistryLogin login;

    /** Creates the task for images as {@link Retag} returned them. */
    public RestoreTags(List<Retagged> images, RegistryLogin login) {
        this.images = new ArrayList<>(images);
        this.login = login;
    }

    @Override
    public ArrayList<RestoredTag> run(Console console) throws InterruptedException {
        return new TagRestorer(RegistryClient.forWriting(login, Timing.system()), console).restore(images);
    }
}
