package io.jenkins.plugins.stagedflow.jenkins.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.Test;

public class DefaultsTest {
    private final Defaults defaults = new Defaults(
            "registry.example.org", "me/app", "v1.33.0+k3s1", "", "", "", "", List.of("db"), List.of(), "");

    @Test
    public void shouldGiveTheRegistryAndItsNamespace() {
        assertThat(defaults.registryOr("")).isEqualTo("registry.example.org");
        assertThat(defaults.namespaceOr("", "")).isEqualTo("me/app");
        assertThat(defaults.namespaceOr("", "registry.example.org")).isEqualTo("me/app");
        assertThat(defaults.namespaceOr("other", "")).isEqualTo("other");
    }

    @Test
    public void shouldNotCarryTheNamespaceToAnotherRegistry() {
        assertThat(defaults.registryOr("other.example.org")).isEqualTo("other.example.org");
        assertThat(defaults.namespaceOr("", "other.example.org")).isEmpty();
    }

    @Test
    public void shouldNameARegistryOnlyForALogin() {
        assertThat(defaults.registryOfLogin("", "")).isEmpty();
        assertThat(defaults.registryOfLogin("", "login")).isEqualTo("registry.example.org");
        assertThat(defaults.registryOfLogin("other", "login")).isEqualTo("other");
    }

    @Test
    public void shouldGiveChecksumsToTheirVersionAlone() {
        assertThat(defaults.isOfDefaultK3s("")).isTrue();
        assertThat(defaults.isOfDefaultK3s("v1.33.0+k3s1")).isTrue();
        assertThat(defaults.isOfDefaultK3s("v1.32.11+k3s1")).isFalse();
    }

    @Test
    public void shouldPreferWhatIsGiven() {
        assertThat(Defaults.either(List.of(), defaults.trivyDbRepositories())).containsExactly("db");
        assertThat(Defaults.either(List.of("mine"), defaults.trivyDbRepositories()))
                .containsExactly("mine");
    }
}
