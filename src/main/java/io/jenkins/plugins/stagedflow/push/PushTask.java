package io.jenkins.plugins.stagedflow.push;

import io.jenkins.plugins.stagedflow.host.Console;
import io.jenkins.plugins.stagedflow.host.HostTask;
import io.jenkins.plugins.stagedflow.host.OperationFailedException;
import io.jenkins.plugins.stagedflow.host.Timing;
import io.jenkins.plugins.stagedflow.registry.RegistryClient;
import io.jenkins.plugins.stagedflow.registry.RegistryLogin;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/** Pushes images from the machine it runs on. */
final class PushTask implements HostTask<PushTask.Answer> {
    private static final long serialVersionUID = 1L;
    private static final Duration TIME_LIMIT = Duration.ofHours(2);

    private final ImagePlace place;
    private final ArrayList<PlannedPush> planned;
    private final RegistryLogin login;
    private final Compression compression;
    private final int maxParallel;
    private final int retries;
    private final String memory;

    PushTask(ImagePlace place, List<PlannedPush> planned, PushRequest request, RegistryLogin login, String memory) {
        this.place = place;
        this.planned = new ArrayList<>(planned);
        this.memory = memory;
        this.login = login;
        compression = request.compression();
        maxParallel = request.maxParallel();
        retries = request.retries();
    }

    @Override
    public Answer run(Console console) throws InterruptedException {
        Timing timing = Timing.system();
        try (ImageStore store = place.open(compression)) {
            RegistryClient client = RegistryClient.forWriting(login, timing, TIME_LIMIT);
            TransferOptions options = new TransferOptions(compression, maxParallel, retries, timing);
            Transfer transfer = new Transfer(store, client, LayerMemory.in(Path.of(memory)), options, console);
            return new Answer("", transfer.push(planned));
        } catch (EngineConnection.HungException e) {
            // docker itself would wait for it without an end.
            throw new OperationFailedException(
                    "read the images", String.valueOf(e.getMessage()), "Nothing was pushed", e);
        } catch (IOException e) {
            return new Answer(String.valueOf(e.getMessage()), new LinkedHashMap<>());
        }
    }

    /**
     * What became of the images.
     *
     * @param unreachable why they could not be read where they are, else empty; nothing was done then
     * @param images name to what became of it
     */
    record Answer(String unreachable, LinkedHashMap<String, PushedImage> images) implements Serializable {}
}
