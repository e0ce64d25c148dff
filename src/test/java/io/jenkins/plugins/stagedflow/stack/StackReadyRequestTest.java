package io.jenkins.plugins.stagedflow.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.stagedflow.compose.ComposeProject;
import io.jenkins.plugins.stagedflow.host.InvalidRequestException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.Test;

public class StackReadyRequestTest {
    @Test
    public void shouldHoldTheDefaultsOfTheContract() {
        StackReadyRequest request = builder().build();

        assertThat(request.nodeTimeout()).isEqualTo(Duration.ofSeconds(90));
        assertThat(request.pullTimeout()).isEqualTo(Duration.ofSeconds(120));
        assertThat(request.apiHost()).isEqualTo("host.docker.internal");
        assertThat(request.kubeconfig()).isEqualTo("kubeconfig.yaml");
        assertThat(request.namespace()).isEmpty();
    }

    @Test
    public void shouldRefuseMalformedValuesByName() {
        assertRefused(builder().namespace("Not_A_Name"), "namespace");
        assertRefused(builder().apiHost("host:6443"), "apiHost");
        assertRefused(builder().nodeTimeout(Duration.ofSeconds(-1)), "nodeTimeout");
        assertRefused(builder().pullTimeout(Duration.ZERO), "pullTimeout");
        assertRefused(builder().backgroundServices(List.of("--all")), "backgroundServices");
        assertRefused(builder().kubeconfigMode("0666"), "kubeconfigMode");
        assertRefused(builder().manifests(List.of(LocalManifest.of("a"), LocalManifest.of("a"))), "manifests");
        assertThatThrownBy(() -> new LocalManifest("a", "ABC")).hasMessageContaining("manifests: 'ABC'");
        assertThatThrownBy(() -> CollectStackLogsRequest.builder(
                                ComposeProject.in(".").build())
                        .mostBytes(0)
                        .build())
                .hasMessageContaining("mostBytes: '0'");
        assertRefused(builder().files(Map.of("a", "a")), "files");
        assertRefused(builder().files(Map.of("a", "")), "files");
        assertRefused(
                builder().health(List.of(HealthProbe.of("a", "http://x"), HealthProbe.of("a", "http://y"))),
                "health.name");
    }

    @Test
    public void shouldRefuseMalformedProbesAndNotPrintTheirPassword() {
        assertThatThrownBy(() -> HealthProbe.of("web", "http://me:hunter2@localhost/"))
                .hasMessageContaining("health.url")
                .hasMessageNotContaining("hunter2");
        assertThatThrownBy(() -> HealthProbe.of("web", "file:///etc/passwd")).hasMessageContaining("health.url");
        assertThatThrownBy(() -> HealthProbe.of("web", "http://x").within(Duration.ofSeconds(-5)))
                .hasMessageContaining("health.timeout");
        assertThatThrownBy(() -> HealthProbe.of("web", "http://x").expecting(20))
                .hasMessageContaining("health.expectedStatus");
    }

    private static StackReadyRequest.Builder builder() {
        return StackReadyRequest.builder(ComposeProject.in(".").build());
    }

    private static void assertRefused(StackReadyRequest.Builder request, String field) {
        assertThatThrownBy(request::build)
                .isInstanceOfSatisfying(InvalidRequestException.class, e -> assertThat(e.field())
                        .isEqualTo(field));
    }
}
