package io.jenkins.plugins.stagedflow.stack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.stagedflow.boot.Kubectl;
import io.jenkins.plugins.stagedflow.host.Backoff;
import io.jenkins.plugins.stagedflow.host.CommandResult;
import io.jenkins.plugins.stagedflow.host.Deadline;
import io.jenkins.plugins.stagedflow.host.Host;
import io.jenkins.plugins.stagedflow.host.HostPath;
import io.jenkins.plugins.stagedflow.host.OperationFailedException;
import io.jenkins.plugins.stagedflow.host.Timing;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** Waits for a cluster: its kubeconfig, its node, a namespace, the default service account in it. */
final class ClusterWait {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Host host;
    private final Timing timing;
    private final HostPath kubeconfig;
    private final Kubectl kubectl;
    private final Deadline deadline;

    ClusterWait(Host host, Timing timing, HostPath kubeconfig, Deadline deadline) {
        this.host = host;
        this.timing = timing;
        this.kubeconfig = kubeconfig;
        this.kubectl = new Kubectl(host, kubeconfig.value());
        this.deadline = deadline;
    }

    /** Returns when every node is ready. */
    void awaitNode() throws InterruptedException {
        await("the node of k3s", this::missingNode);
    }

    /** Creates the namespace unless it is empty or there, and returns when pods could start in it. */
    void awaitNamespace(String namespace) throws InterruptedException {
        if (!namespace.isEmpty()) {
            await("the namespace " + namespace, () -> missingNamespace(namespace));
        }
        String where = namespace.isEmpty() ? "default" : namespace;
        await("the default service account of the namespace " + where, () -> missingAccount(where));
    }

    private void await(String what, Missing missing) throws InterruptedException {
        AtomicReference<String> last = new AtomicReference<>("");
        Optional<Boolean> there = timing.poll(deadline, Backoff.POLLING, () -> {
            last.set(missing.now());
            return last.get().isEmpty() ? Optional.of(true) : Optional.empty();
        });
        if (there.isEmpty()) {
            throw new OperationFailedException(
                    "wait for " + what,
                    last.get() + " after " + deadline.limit().toSeconds() + " s",
                    "See the log of k3s, or raise nodeTimeout");
        }
    }

    private String missingNode() throws InterruptedException {
        if (!host.files().exists(kubeconfig)) {
            return "k3s has not written " + kubeconfig;
        }
        CommandResult answer = kubectl.run("get", "nodes", "-o", "json");
        return answer.isSuccess() ? missingNode(answer.output()) : answer.reason();
    }

    static String missingNode(String json) {
        JsonNode nodes = parsed(json).path("items");
        if (nodes.isEmpty()) {
            return "the cluster has no node";
        }
        for (JsonNode node : nodes) {
            String problem = notReady(node);
            if (!problem.isEmpty()) {
                return problem;
            }
        }
        return "";
    }

    // https://kubernetes.io/docs/reference/node/node-status/#condition
    private static String notReady(JsonNode node) {
        String name = node.path("metadata").path("name").asText();
        for (JsonNode condition : node.path("status").path("conditions")) {
            if ("Ready".equals(condition.path("type").asText())) {
                return "True".equals(condition.path("status").asText())
                        ? ""
                        : "the node " + name + " is not ready ("
                                + condition.path("message").asText() + ")";
            }
        }
        return "the node " + name + " does not say whether it is ready";
    }

    private String missingNamespace(String namespace) throws InterruptedException {
        if (kubectl.run("get", "namespace", namespace, "-o", "name").isSuccess()) {
            return "";
        }
        CommandResult created = kubectl.run("create", "namespace", namespace);
        return created.isSuccess() ? "" : created.reason();
    }

    private String missingAccount(String namespace) throws InterruptedException {
        CommandResult answer = kubectl.run("get", "serviceaccount", "default", "--namespace", namespace, "-o", "json");
        return answer.isSuccess() ? "" : answer.reason();
    }

    private static JsonNode parsed(String json) {
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
