package io.jenkins.plugins.stagedflow.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.stagedflow.host.OperationFailedException;
import org.junit.Test;

public class KubeconfigTest {
    @Test
    public void shouldReplaceEveryAddressOfThisMachineAndKeepSchemePortAndPath() {
        assertRewritten("https://127.0.0.1:6443", "https://host.docker.internal:6443");
        assertRewritten("https://127.8.9.1:6443", "https://host.docker.internal:6443");
        assertRewritten("https://0.0.0.0:6443", "https://host.docker.internal:6443");
        assertRewritten("https://localhost:8443/k8s", "https://host.docker.internal:8443/k8s");
        assertRewritten("https://LOCALHOST", "https://host.docker.internal");
        assertRewritten("https://[::1]:6443", "https://host.docker.internal:6443");
        assertRewritten("https://[0:0:0:0:0:0:0:1]:6443", "https://host.docker.internal:6443");
        assertRewritten("https://[::]:6443", "https://host.docker.internal:6443");
        assertRewritten("https://[::ffff:127.0.0.1]:6443", "https://host.docker.internal:6443");
        assertRewritten("http://127.0.0.1:8080", "http://host.docker.internal:8080");
    }

    @Test
    public void shouldKeepEveryOtherAddress() {
        assertRewritten("https://10.0.0.1:6443", "https://10.0.0.1:6443");
        assertRewritten("https://127.0.0.1.example:6443", "https://127.0.0.1.example:6443");
        assertRewritten("https://localhost.example", "https://localhost.example");
        assertRewritten("https://[2001:db8::1]:6443", "https://[2001:db8::1]:6443");
        assertRewritten("https://a b", "https://a b");
    }

    @Test
    public void shouldChangeNothingButTheServers() {
        String yaml = """
                apiVersion: v1
                clusters:
                - cluster:
                    certificate-authority-data: %s
                    server: https://127.0.0.1:6443
                  name: default
                - cluster:
                    server: "https://other.example:6443"
                    tls-server-name: '0123'
                  name: 2024-01-01
                kind: Config
                preferences: {}
                users:
                - name: default
                  user:
                    password: 'https://127.0.0.1:6443'
                """.formatted("QUJD".repeat(500));

        assertThat(new Kubeconfig(yaml).reachedAt("host.docker.internal").text())
                .isEqualTo(yaml.replaceFirst("127.0.0.1", "host.docker.internal"));
    }

    @Test
    public void shouldReachTheClusterAtAnIpv6Address() {
        assertThat(ServerAddress.reachedAt("https://127.0.0.1:6443", "[2001:db8::1]"))
                .isEqualTo("https://[2001:db8::1]:6443");
    }

    @Test
    public void shouldRefuseWhatIsNoKubeconfig() {
        assertThatThrownBy(() -> new Kubeconfig("").reachedAt("x")).hasMessageContaining("it names no cluster");
        assertThatThrownBy(() -> new Kubeconfig("clusters: []").reachedAt("x"))
                .isInstanceOf(OperationFailedException.class)
                .hasMessageContaining("it names no cluster");
        assertThatThrownBy(() -> new Kubeconfig("a: [").reachedAt("x")).hasMessageContaining("it is not YAML");
        assertThatThrownBy(() -> new Kubeconfig("[".repeat(200)).reachedAt("x")).hasMessageContaining("it is not YAML");
    }

    @Test
    public void shouldNotQuoteTheKeysOfABrokenKubeconfig() {
        assertThatThrownBy(() -> new Kubeconfig("users:\n- client-key-data: hunter2\n bad").reachedAt("x"))
                .hasMessageNotContaining("hunter2");
    }

    private static void assertRewritten(String server, String expected) {
        String yaml = "clusters:\n- cluster:\n    server: %s\n";

        assertThat(new Kubeconfig(yaml.formatted(server))
                        .reachedAt("host.docker.internal")
                        .text())
                .isEqualTo(yaml.formatted(expected));
    }
}
