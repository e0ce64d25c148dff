package io.jenkins.plugins.stagedflow.stack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.stagedflow.host.Backoff;
import io.jenkins.plugins.stagedflow.host.CommandResult;
import io.jenkins.plugins.stagedflow.host.OperationFailedException;
import io.jenkins.plugins.stagedflow.host.Timing;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** Waits for a cluster: its server, its nodes, a namespace, the default service account in it. */
final class ClusterWait {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration TO_WATCH = Duration.ofSeconds(4);
    // Where watching is refused; a look starts kubectl, which takes a tenth of a second of a processor that others
    // need.
    private static final Backoff PACE_OF_NODE = new Backoff(Duration.ofMillis(250), 1.5, Duration.ofSeconds(1));

    private final Timing timing;
    private final ClusterClient cluster;

    ClusterWait(Timing timing, ClusterClient cluster) {
        this.timing = timing;
        this.cluster = cluster;
    }

    /** Returns when there is a kubeconfig and the server it names answers; with the namespace in it, if one is named. */
    void awaitServer(String namespace) throws InterruptedException {
        String named = namespace.isEmpty() ? "" : " and the namespace " + namespace;
        await("the API server of k3s" + named, () -> {
            if (!cluster.hasKubeconfig()) {
                return "k3s has not written " + cluster.kubeconfig();
            }
            return namespace.isEmpty() ? problem(cluster.run("get", "--raw", "/version")) : missing(namespace);
        });
    }

    /** Returns when there is a node and every node is ready. */
    void awaitNode() throws InterruptedException {
        await("the node of k3s", PACE_OF_NODE, () -> {
            watchNode();
            CommandResult answer = cluster.run("get", "nodes", "-o", "json");
            return answer.isSuccess() ? NodeConditions.missing(parsed(answer.output())) : answer.reason();
        });
    }

    // Ends as soon as all nodes are ready. Why they are not, the next question tells.
    private void watchNode() throws InterruptedException {
        long seconds = Math.max(1, cluster.deadline().atMost(TO_WATCH).toSeconds());
        cluster.run("wait", "--for=condition=Ready", "nodes", "--all", "--timeout=" + seconds + "s");
    }

    /** Returns when pods could start in the namespace, in the default one if it is empty. */
    void awaitAccount(String namespace) throws InterruptedException {
        String where = namespace.isEmpty() ? "default" : namespace;
        await(
                "the default service account of the namespace " + where,
                () -> problem(cluster.run("get", "serviceaccount", "default", "--namespace", where, "-o", "name")));
    }

    private void await(String what, Missing missing) throws InterruptedException {
        await(what, Backoff.POLLING, missing);
    }

    private void await(String what, Backoff pace, Missing missing) throws InterruptedException {
        AtomicReference<String> last = new AtomicReference<>("");
        Optional<Boolean> there = timing.poll(cluster.deadline(), pace, () -> {
            last.set(missing.now());
            return last.get().isEmpty() ? Optional.of(true) : Optional.empty();
        });
        if (there.isEmpty()) {
            throw new OperationFailedException(
                    "wait for " + what,
                    last.get() + " after " + cluster.deadline().limit().toSeconds() + " s",
                    "See the log of k3s, or raise nodeTimeout");
        }
    }

    // Most often it is not there yet. Whether it is, or may not be made, the second question tells.
    private String missing(String namespace) throws InterruptedException {
        CommandResult created = cluster.run("create", "namespace", namespace);
        return created.isSuccess()
                        || cluster.run("get", "namespace", namespace, "-o", "name")
                                .isSuccess()
                ? ""
                : problem(created);
    }

    private static String problem(CommandResult answer) {
        return answer.isSuccess() ? "" : answer.reason();
    }

    static JsonNode parsed(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new OperationFailedException("read the nodes of the cluster", "kubectl printed no JSON", "", e);
        }
    }

    /** A look that says what is missing still, or an empty text. */
    @FunctionalInterface
    private interface Missing {
        String now() throws InterruptedException;
    }
}
