package io.jenkins.plugins.stagedflow.stack;

import io.jenkins.plugins.stagedflow.boot.BootHandle;
import io.jenkins.plugins.stagedflow.host.Backoff;
import io.jenkins.plugins.stagedflow.host.CommandResult;
import io.jenkins.plugins.stagedflow.host.Console;
import io.jenkins.plugins.stagedflow.host.Host;
import io.jenkins.plugins.stagedflow.host.HostPath;
import io.jenkins.plugins.stagedflow.host.OperationFailedException;
import io.jenkins.plugins.stagedflow.host.Timing;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Applies manifests to a cluster, on its server's side.
 *
 * @see <a href="https://kubernetes.io/docs/reference/using-api/server-side-apply/">server-side apply</a>
 */
final class ManifestApply {
    // A custom resource that comes right after its definition is known to the server a moment later.
    private static final List<String> PASSING = List.of(
            "no matches for kind",
            "connection refused",
            "connection reset",
            "was refused",
            "timeout",
            "timed out",
            "deadline exceeded",
            "currently unable to handle",
            "too many requests",
            "service unavailable");

    private final Host host;
    private final Console console;
    private final Timing timing;
    private final ClusterClient cluster;

    ManifestApply(Host host, Console console, Timing timing, ClusterClient cluster) {
        this.host = host;
        this.console = console;
        this.timing = timing;
        this.cluster = cluster;
    }

    /** Returns the manifests that the boot has left, with the sums it found them to have. */
    static List<LocalManifest> leftBy(BootHandle boot) {
        return boot.manifests().stream()
                .map(fetched -> new LocalManifest(fetched.path(), fetched.sha256()))
                .toList();
    }

    /**
     * Applies the manifests of a file; objects that name no namespace go to the given one.
     *
     * @throws OperationFailedException if the file is not what it must be, which the cluster is not told of then, or the
     *     cluster does not take it
     */
    void apply(LocalManifest manifest, HostPath file, String namespace) throws InterruptedException {
        // What is verified is the very text that kubectl then reads.
        String text = host.files().read(file);
        requireSum(manifest, file, Checksum.of(text));
        List<String> command = new ArrayList<>(List.of("apply", "--server-side", "--field-manager=staged-flow"));
        if (!namespace.isEmpty()) {
            command.addAll(List.of("--namespace", namespace));
        }
        command.addAll(List.of("-f", "-"));
        AtomicReference<CommandResult> last = new AtomicReference<>();
        timing.poll(cluster.deadline(), Backoff.RETRY, () -> {
            last.set(cluster.run(text, command));
            return Optional.of(last.get()).filter(answer -> answer.isSuccess() || !canPass(answer));
        });
        CommandResult applied = last.get().orFail("apply the manifests of " + file, "Correct what the cluster refuses");
        applied.output().lines().forEach(console.named("cluster")::line);
    }

    private static void requireSum(LocalManifest manifest, HostPath file, String sum) {
        if (!manifest.sha256().isEmpty() && !manifest.sha256().equals(sum)) {
            throw new OperationFailedException(
                    "apply the manifests of " + file,
                    "its SHA-256 is " + sum + " and not " + manifest.sha256() + ", so it was not applied",
                    "See who changed it, or boot again");
        }
    }

    private static boolean canPass(CommandResult answer) {
        String said = String.join("\n", answer.lastLines()).toLowerCase(Locale.ROOT);
        return PASSING.stream().anyMatch(said::contains);
    }
}
