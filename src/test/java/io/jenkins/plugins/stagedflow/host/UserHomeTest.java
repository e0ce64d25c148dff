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
}
