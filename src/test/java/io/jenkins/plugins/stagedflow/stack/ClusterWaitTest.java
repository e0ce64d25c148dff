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
        assertThat(missing(NODES.formatted("True"))).isEmpty();
    }

    @Test
    public void shouldNameTheNodeThatIsNotReadyAndItsMessage() {
        assertThat(missing(NODES.formatted("False")))
                .isEqualTo("the node b is not ready (Ready is False: cni plugin not initialized)");
        assertThat(missing(NODES.formatted("Unknown"))).contains("b is not ready");
    }

    @Test
    public void shouldSayThatThereIsNoNodeOrNoCondition() {
        assertThat(missing("{\"items\": []}")).isEqualTo("the cluster has no node");
        assertThat(missing("{\"items\": [{\"metadata\": {\"name\": \"a\"}}]}"))
                .isEqualTo("the node a does not say whether it is ready");
    }

    @Test
    public void shouldNameWhatElseTheNodeComplainsOf() {
        assertThat(missing("""
                {"items": [{"metadata": {"name": "a"}, "status": {"conditions": [
                  {"type": "DiskPressure", "status": "True", "message": "disk is full"},
                  {"type": "MemoryPressure", "status": "False", "message": "fine"},
                  {"type": "Ready", "status": "Unknown"}]}}]}
                """))
                .isEqualTo("the node a is not ready (DiskPressure is True: disk is full; Ready is Unknown)");
    }

    private static String missing(String json) {
        return NodeConditions.missing(ClusterWait.parsed(json));
    }
}
