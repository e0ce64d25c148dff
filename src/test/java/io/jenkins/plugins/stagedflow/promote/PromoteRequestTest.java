package io.jenkins.plugins.stagedflow.promote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.stagedflow.host.InvalidRequestException;
import io.jenkins.plugins.stagedflow.host.Secret;
import io.jenkins.plugins.stagedflow.registry.RegistryLogin;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.Test;

public class PromoteRequestTest {
    private static final String DIGEST = "sha256:" + "0123456789abcdef".repeat(4);
    private static final String OTHER = "sha256:" + "f".repeat(64);

    @Test
    public void shouldPromoteATagToLatestOfTheSameRepository() {
        PromoteRequest request = request().from("sha-1").build();

        assertThat(request.images()).singleElement().satisfies(image -> {
            assertThat(image.source()).hasToString("r.example/team/app:sha-1");
            assertThat(image.targets()).singleElement().hasToString("r.example/team/app:latest");
            assertThat(image.expectedDigest()).isEmpty();
        });
    }

    @Test
    public void shouldExpectOfATagTheDigestThatWasScanned() {
        PromoteRequest request =
                request().from("sha-1").scannedDigests(Map.of("app", DIGEST)).build();

        assertThat(request.images().get(0).source().identifier()).isEqualTo("sha-1");
        assertThat(request.images().get(0).expectedDigest()).isEqualTo(DIGEST);
    }

    @Test
    public void shouldPromoteTheScannedDigestWhenNoTagIsNamed() {
        PromoteRequest request = request().scannedDigests(Map.of("app", DIGEST)).build();

        assertThat(request.images().get(0).source().identifier()).isEqualTo(DIGEST);
    }

    @Test
    public void shouldPromoteTheDigestThatAPushReturned() {
        PromoteRequest request = PromoteRequest.builder()
                .registry("r.example")
                .images(Map.of("app", OTHER))
                .scannedDigests(Map.of("app", DIGEST))
                .build();

        assertThat(request.images().get(0).source()).hasToString("r.example/app@" + OTHER);
        assertThat(request.images().get(0).expectedDigest()).isEqualTo(DIGEST);
    }

    @Test
    public void shouldPromoteToAnotherRegistryAndNamespace() {
        PromoteRequest request = request()
                .from("latest")
                .toRegistry("s.example")
                .toNamespace("released")
                .login(new RegistryLogin("me", Secret.of("x")))
                .build();

        assertThat(request.images().get(0).source()).hasToString("r.example/team/app:latest");
        assertThat(request.images().get(0).targets()).singleElement().hasToString("s.example/released/app:latest");
        // The login of one registry is nothing to another.
        assertThat(request.toLogin().isAnonymous()).isTrue();
    }

    @Test
    public void shouldUseTheLoginOfARegistryForAllOfItsNamespaces() {
        RegistryLogin login = new RegistryLogin("me", Secret.of("x"));

        PromoteRequest request =
                request().from("a").toNamespace("released").login(login).build();

        assertThat(request.toLogin()).isSameAs(login);
        assertThat(request.images().get(0).targets()).singleElement().hasToString("r.example/released/app:latest");
    }

    @Test
    public void shouldRefuseAnImageThatWasNotScanned() {
        assertRefused("scan: 'app'", builder -> builder.from("sha-1").scannedDigests(Map.of()));
    }

    @Test
    public void shouldRefuseTheSameTagAsSourceAndTarget() {
        assertRefused("to: 'latest'", builder -> builder.from("latest"));
    }

    @Test
    public void shouldRefuseMalformedPartsByTheNamesOfTheContract() {
        assertRefused("from: ", builder -> builder);
        assertRefused("from: ", builder -> builder.from(""));
        assertRefused("from: ", builder -> builder.from("t".repeat(200)));
        assertRefused("to: ", builder -> builder.from("a").to(List.of()));
        assertRefused("to: ", builder -> builder.from("a").to(List.of("b", "b")));
        assertRefused("to: ", builder -> builder.from("a").to(List.of("")));
        assertRefused("images: ", builder -> builder.from("a").images(List.of("a b")));
        assertRefused("images: ", builder -> builder.from("a").images(List.of("app;x")));
        assertRefused("images: ", builder -> builder.from("a").images(List.of("app")));
        assertRefused("images: ", builder -> builder.images(Map.of("other", "sha256:12")));
        assertRefused("registry: ", builder -> builder.from("a").registry("https://r.example"));
        assertRefused("namespace: ", builder -> builder.from("a").namespace("Team"));
        assertRefused("toRegistry: ", builder -> builder.from("a").toRegistry("https://s.example"));
        assertRefused("toNamespace: ", builder -> builder.from("a").toNamespace("Released"));
        assertRefused("images: ", builder -> builder.from("a").images(List.of("App")));
        assertRefused("plainHttp: ", builder -> builder.from("a").ca("ca.pem").plainHttp(true));
        assertRefused("scan: ", builder -> builder.scannedDigests(Map.of("app", "latest")));
    }

    @Test
    public void shouldRefuseAnEmptyListOfImages() {
        assertThatThrownBy(() -> PromoteRequest.builder()
                        .registry("r.example")
                        .from("sha-1")
                        .build())
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageStartingWith("images: ");
    }

    private static void assertRefused(String start, UnaryOperator<PromoteRequest.Builder> change) {
        assertThatThrownBy(() -> change.apply(request()).build())
                .as(start)
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageStartingWith(start);
    }

    private static PromoteRequest.Builder request() {
        return PromoteRequest.builder().registry("r.example").namespace("team").images(List.of("app"));
    }
}
