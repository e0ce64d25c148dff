package io.jenkins.plugins.stagedflow.promote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.stagedflow.host.Console;
import io.jenkins.plugins.stagedflow.host.Host;
import io.jenkins.plugins.stagedflow.host.HostFiles;
import io.jenkins.plugins.stagedflow.host.HostPath;
import io.jenkins.plugins.stagedflow.host.InvalidRequestException;
import io.jenkins.plugins.stagedflow.host.OperationFailedException;
import io.jenkins.plugins.stagedflow.registry.OwnRegistry;
import io.jenkins.plugins.stagedflow.registry.RegistryLogin;
import io.jenkins.plugins.stagedflow.registry.TestImages;
import io.jenkins.plugins.stagedflow.registry.Trust;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.Rule;
import org.junit.Test;

/** Promotion at a registry whose certificate is of a private CA. */
public class PromoteOverTlsIT {
    @Rule
    public final OwnRegistry registry = OwnRegistry.withTls();

    @Test
    public void shouldTrustThePrivateCaThatIsNamed() throws Exception {
        TestImages images =
                new TestImages(RegistryLogin.anonymous().trusting(new Trust(registry.certificate(), false)));
        String digest = images.put(registry.repository("team/app").tagged("sha-1"), "one");
        Host host = registry.host();
        HostPath ca = host.directory().resolve("ca.pem");
        host.files().write(ca, registry.certificate().getBytes(StandardCharsets.UTF_8), HostFiles.Access.OWNER);

        PromoteResult result = promote(request().ca("ca.pem"));

        assertThat(result.images().get("app").digest()).isEqualTo(digest);
        assertThat(registry.run(
                        "skopeo",
                        "inspect",
                        "--tls-verify=false",
                        "--format",
                        "{{.Digest}}",
                        "docker://" + registry.name() + "/team/app:latest"))
                .isEqualTo(digest);
    }

    @Test
    public void shouldNotSpeakToItWithoutTlsOrWithAnotherCa() throws Exception {
        assertThatThrownBy(() -> promote(request()))
                .isInstanceOf(OperationFailedException.class)
                .hasMessageContaining("400");

        registry.host()
                .files()
                .write(
                        registry.host().directory().resolve("none.pem"),
                        "no certificate".getBytes(StandardCharsets.UTF_8),
                        HostFiles.Access.OWNER);
        assertThatThrownBy(() -> promote(request().ca("none.pem")))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageStartingWith("ca: 'none.pem'");
    }

    private PromoteResult promote(PromoteRequest.Builder request) throws InterruptedException {
        return new CranePromote(registry.host(), Console.silent()).promote(request.build());
    }

    private PromoteRequest.Builder request() {
        return PromoteRequest.builder()
                .registry(registry.name())
                .namespace("team")
                .images(List.of("app"))
                .from("sha-1");
    }
}
