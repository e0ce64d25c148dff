package io.jenkins.plugins.stagedflow.stack;

import io.jenkins.plugins.stagedflow.boot.Kubectl;
import io.jenkins.plugins.stagedflow.host.Host;
import io.jenkins.plugins.stagedflow.host.ParallelWork;
import java.util.List;
import java.util.Map;

/** What a cluster has to say of itself. */
final class ClusterLog {
    private final Kubectl kubectl;

    ClusterLog(Host host, String kubeconfig) {
        this.kubectl = new Kubectl(host, kubeconfig);
    }

    /** Adds the work: events in the order of time, all pods and all nodes in full. */
    void add(Map<String, ParallelWork.Work<List<String>>> work) {
        work.put(
                "cluster-events.txt",
                () -> lines("get", "events", "--all-namespaces", "--sort-by=.metadata.creationTimestamp"));
        work.put("cluster-pods.txt", () -> lines("describe", "pods", "--all-namespaces"));
        work.put("cluster-nodes.txt", () -> lines("describe", "nodes"));
    }

    private List<String> lines(String... arguments) throws InterruptedException {
        return LogCollection.text(kubectl.run(arguments));
    }
}
