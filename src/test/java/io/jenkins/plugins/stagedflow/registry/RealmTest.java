package io.jenkins.plugins.stagedflow.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.stagedflow.host.Secret;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import org.junit.Test;

public class RealmTest {
    @Test
    public void shouldTrustTheRegistryItselfAndItsNeighbours() throws Exception {
        assertThat(isTrusted("registry.example.org", "https://registry.example.org/token"))
                .isTrue();
        assertThat(isTrusted("registry-1.docker.io", "https://auth.docker.io/token"))
                .isTrue();
        assertThat(isTrusted("registry.gitlab.com", "https://gitlab.com/jwt/auth"))
                .isTrue();
        assertThat(isTrusted("registry.firm.co.uk", "https://auth.firm.co.uk/token"))
                .isTrue();
    }

    @Test
    public void shouldTrustNobodyElse() throws Exception {
        assertThat(isTrusted("registry.example.org", "https://example.com/token"))
                .isFalse();
        assertThat(isTrusted("registry.example.org", "https://example.org.evil.com/token"))
                .isFalse();
        assertThat(isTrusted("firm.co.uk", "https://evil.co.uk/token")).isFalse();
        assertThat(isTrusted("firm.azurecr.io", "https://evil.azurecr.io/token"))
                .isFalse();
        assertThat(isTrusted("10.0.0.1:5000", "https://10.0.0.2/token")).isFalse();
    }

    @Test
    public void shouldAskWithoutTlsOnlyOnThisMachineOrWhereTold() throws Exception {
        assertThat(isTrusted("127.0.0.1:5000", "http://127.0.0.1:5001/token")).isTrue();
        assertThat(realm(URI.create("http://registry.example.org/v2/"), "http://registry.example.org/token")
                        .isTrusted())
                .isTrue();
        for (String realm : new String[] {
            "http://registry.example.org/token", "file:///etc/passwd", "https://me:pw@registry.example.org/", "a b", ""
        }) {
            assertThatThrownBy(() -> isTrusted("registry.example.org", realm))
                    .as(realm)
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    public void shouldAskForEachScopeOnce() throws Exception {
        Realm realm = realm(Endpoint.of("r.example"), "https://r.example/token?a=b");

        assertThat(realm.tokenUrl("s s", "x y x"))
                .hasToString("https://r.example/token?a=b&service=s+s&scope=x&scope=y");
        assertThat(realm.tokenForm("s", "x y", Secret.of("t+t")))
                .isEqualTo("grant_type=refresh_token&client_id=staged-flow&service=s&scope=x+y&refresh_token=t%2Bt");
    }

    private static boolean isTrusted(String registry, String realm) throws IOException {
        return realm(Endpoint.of(registry), realm).isTrusted();
    }

    private static Realm realm(URI registry, String realm) throws IOException {
        return Realm.of(new Challenge("bearer", Map.of("realm", realm)), registry);
    }
}
