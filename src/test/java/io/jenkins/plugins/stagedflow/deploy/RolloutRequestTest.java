package io.jenkins.plugins.stagedflow.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.stagedflow.host.InvalidRequestException;
import java.util.List;
import org.junit.Test;

public class RolloutRequestTest {
    private final DeployRequest a = to("a.example");
    private final DeployRequest b = to("you@b.example:2222");
    private final DeployRequest c = to("c.example");

    @Test
    public void shouldGoOneAfterAnother() {
        assertThat(new RolloutRequest(List.of(a, b, c), false).turns())
                .containsExactly(List.of(a), List.of(b), List.of(c));
    }

    @Test
    public void shouldSendTheCanaryAlone() {
        assertThat(new RolloutRequest(List.of(a, b, c), true).turns()).containsExactly(List.of(a), List.of(b, c));
        assertThat(new RolloutRequest(List.of(a), true).turns()).containsExactly(List.of(a));
    }

    @Test
    public void shouldNameEachPlace() {
        assertThat(b.place()).isEqualTo("you@b.example:2222:/srv/app");
    }

    @Test
    public void shouldRefuseNoTargetAndTheSameTwice() {
        assertThatThrownBy(() -> new RolloutRequest(List.of(), false))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageStartingWith("targets: nothing is given");
        assertThatThrownBy(() -> new RolloutRequest(List.of(a, to("a.example:22")), false))
                .hasMessageContaining("targets: 'me@a.example:22:/srv/app'");
    }

    @Test
    public void shouldRefuseWhatIsNoMachine() {
        assertThatThrownBy(() -> to("a b")).hasMessageStartingWith("host: 'a b'");
        assertThatThrownBy(() -> to("a:99999")).hasMessageStartingWith("port: '99999'");
        assertThatThrownBy(() -> to("@a")).hasMessageStartingWith("host: '@a'");
    }

    private static DeployRequest to(String address) {
        return DeployRequest.builder()
                .address(address, "me", 22)
                .sshAgent(true)
                .hostKey("SHA256:" + "a".repeat(43))
                .directory("/srv/app")
                .healthUrl("http://localhost/health")
                .build();
    }
}
