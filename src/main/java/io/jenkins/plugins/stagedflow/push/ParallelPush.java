package io.jenkins.plugins.stagedflow.push;

import io.jenkins.plugins.stagedflow.host.Console;
import io.jenkins.plugins.stagedflow.host.Host;
import io.jenkins.plugins.stagedflow.host.OperationFailedException;
import io.jenkins.plugins.stagedflow.host.ParallelWork;
import io.jenkins.plugins.stagedflow.host.Timing;
import io.jenkins.plugins.stagedflow.host.UserHome;
import io.jenkins.plugins.stagedflow.registry.DockerLogins;
import io.jenkins.plugins.stagedflow.registry.RegistryLogin;
import io.jenkins.plugins.stagedflow.registry.Repository;
import io.jenkins.plugins.stagedflow.registry.Trust;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Pushes images of the host's Docker Engine, of an OCI layout or of an archive to a registry, all at once; every failure
 * is named.
 */
public final class ParallelPush {
    private final Host host;
    private final Console console;
    private final Timing timing;
    private final EnginePatience patience;

    /** Creates the operation. */
    public ParallelPush(Host host, Console console, Timing timing) {
        this(host, console, timing, EnginePatience.usual());
    }

    ParallelPush(Host host, Console console, Timing timing, EnginePatience patience) {
        this.host = host;
        this.console = console;
        this.timing = timing;
        this.patience = patience;
    }

    /**
     * Pushes the images. All pushes run to their end, also when some fail; running it again pushes what is missing.
     *
     * @return what became of each image; that nothing was pushed, for a change from a fork
     * @throws OperationFailedException if an image is missing (nothing was pushed then), or naming each image that could
     *     not be pushed with its reason; the {@link PushResult} of all is its partial result
     */
    public PushResult push(PushRequest request) throws InterruptedException {
        String tag = request.tag().isEmpty() ? CommitTag.of(host) : request.tag();
        List<PlannedPush> planned = planned(request, tag);
        if (request.isSkipped()) {
            console.line("Nothing is pushed: this change comes from a fork");
            return new PushResult(true, tag, skipped(planned));
        }
        PushResult result = new PushResult(false, tag, pushed(request, planned));
        requireAll(request, result);
        return result;
    }

    private Map<String, PushedImage> pushed(PushRequest request, List<PlannedPush> planned)
            throws InterruptedException {
        RegistryLogin login = login(request);
        Console masked = console.masking(login.secrets());
        PushTask task = new PushTask(place(request), planned, request, login, memory());
        PushTask.Answer answer = host.call(task, masked);
        if (answer.unreachable().isEmpty()) {
            return answer.images();
        }
        if (!request.isOfEngine()) {
            throw new OperationFailedException("read the images", answer.unreachable(), "Nothing was pushed");
        }
        masked.line("The Docker Engine is not read directly (%s): docker itself pushes, layers that are shared too"
                .formatted(answer.unreachable()));
        try (ImageTransport transport = DockerTransport.open(host, masked, request.registry(), login)) {
            return pushed(request, login, found(planned, transport), transport, masked);
        }
    }

    private RegistryLogin login(PushRequest request) throws InterruptedException {
        return DockerLogins.orGiven(host, request.registry(), request.login())
                .trusting(Trust.of(host, request.ca(), request.isPlainHttp()));
    }

    private ImagePlace place(PushRequest request) throws InterruptedException {
        if (request.isOfEngine()) {
            return new EnginePlace(EngineAddress.resolved(host), patience);
        }
        return request.archive().isEmpty()
                ? new LayoutPlace(host.directory().resolve(request.ociLayout()).value())
                : new ArchivePlace(host.directory().resolve(request.archive()).value());
    }

    private String memory() throws InterruptedException {
        return UserHome.caches(host) + "/staged-flow/layers";
    }

    private static List<PlannedPush> planned(PushRequest request, String tag) {
        List<PlannedPush> planned = new ArrayList<>();
        request.images().forEach((local, name) -> {
            Repository repository = Repository.of(request.registry(), request.namespace(), name);
            planned.add(new PlannedPush(name, local, repository.tagged(tag)));
        });
        return planned;
    }

    private static Map<String, PushedImage> skipped(List<PlannedPush> planned) {
        Map<String, PushedImage> images = new LinkedHashMap<>();
        planned.forEach(push ->
                images.put(push.name(), PushedImage.skipped(push.remote().toString())));
        return images;
    }

    private static List<PlannedPush> found(List<PlannedPush> planned, ImageTransport transport)
            throws InterruptedException {
        List<PlannedPush> found = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        for (PlannedPush push : planned) {
            transport.find(push).ifPresentOrElse(local -> found.add(push.from(local)), () -> missing.add(push.local()));
        }
        if (!missing.isEmpty()) {
            String reason = "the Docker Engine has no image " + String.join(", ", missing);
            throw new OperationFailedException("push the images", reason, "Nothing was pushed; build them first");
        }
        return found;
    }

    private Map<String, PushedImage> pushed(
            PushRequest request,
            RegistryLogin login,
            List<PlannedPush> planned,
            ImageTransport transport,
            Console masked)
            throws InterruptedException {
        TransferOptions options =
                new TransferOptions(request.compression(), request.maxParallel(), request.retries(), timing);
        Map<String, ParallelWork.Work<PushedImage>> work = new LinkedHashMap<>();
        planned.forEach(push ->
                work.put(push.name(), () -> new SinglePush(host, masked, transport, login, options, push).run()));
        Map<String, PushedImage> images = new LinkedHashMap<>();
        ParallelWork.run(work, request.maxParallel()).forEach((name, outcome) -> images.put(name, outcome.get()));
        return images;
    }

    private static void requireAll(PushRequest request, PushResult result) {
        List<String> reasons = new ArrayList<>();
        List<String> arrived = new ArrayList<>();
        result.images().forEach((name, image) -> {
            if (image.hasArrived()) {
                arrived.add(name);
            } else {
                reasons.add(name + ": " + image.reason());
            }
        });
        if (!reasons.isEmpty()) {
            String action = "push %d of %d images to %s"
                    .formatted(reasons.size(), result.images().size(), request.registry());
            String rest = arrived.isEmpty() ? "" : "Pushed: " + String.join(", ", arrived);
            throw new OperationFailedException(action, String.join("; ", reasons), rest, null, result);
        }
    }
}
