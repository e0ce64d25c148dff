package io.jenkins.plugins.stagedflow.stack;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.Test;

public class ClusterWaitTest {
    private static final String NODES = """
            {"items": [
              {"metadata": {"name": "a"}, "status": {"conditions": [
                {"type": "MemoryPressure", "status": "False"}, {"type": "Ready", "status": "True"}]}},
              {"metadata": {"name": "b"}, "status": {"conditions": [
                {"type": "Ready", "status": "%s", "message": "cni plugin not initialized"}]}}]}
            """;

    @Test
    public void shouldBeContentWhenEveryNodeIsReady() {
        assertThat(ClusterWait.missingNode(NODES.formatted("True"))).isEmpty();
    }

    @Test
    public void shouldNameTheNodeThatIsNotReadyAndItsMessage() {
        assertThat(ClusterWait.missingNode(NODES.formatted("False")))
                .isEqualTo("the node b is not ready (cni plugin not initialized)");
        assertThat(ClusterWait.missingNode(NODES.formatted("Unknown"))).contains("b is not ready");
    }

    @Test
    public void shouldSayThatThereIsNoNodeOrNoCondition() {
        assertThat(ClusterWait.missingNode("{\"items\": []}")).isEqualTo("the cluster has no node");
        assertThat(ClusterWait.missingNode("{\"items\": [{\"metadata\": {\"name\": \"a\"}}]}"))
                .isEqualTo("the node a does not say whether it is ready");
    }
}
