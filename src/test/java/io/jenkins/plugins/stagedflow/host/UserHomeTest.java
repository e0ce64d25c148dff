package io.jenkins.plugins.stagedflow.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.Test;

public class UserHomeTest {
    @Test
    public void shouldBelieveTheEnvironmentAndAskJavaWhereItSaysNothing() throws Exception {
        assertThat(UserHome.of(new LocalHost(Path.of("/"), Map.of("HOME", "/home/me"))))
                .isEqualTo("/home/me");
        assertThat(UserHome.of(new LocalHost(Path.of("/"), Map.of()))).isEqualTo(System.getProperty("user.home"));
    }

    @Test
    public void shouldKeepCachesWhereTheUserWantsThem() throws Exception {
        assertThat(UserHome.caches(
                        new LocalHost(Path.of("/"), Map.of("HOME", "/home/me", "XDG_CACHE_HOME", "/caches"))))
                .isEqualTo("/caches");
        assertThat(UserHome.caches(new LocalHost(Path.of("/"), Map.of("HOME", "/home/me", "XDG_CACHE_HOME", ""))))
                .isEqualTo("/home/me/.cache");
    }
}
