package io.jenkins.plugins.stagedflow.push;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.Test;

public class LocalNamesTest {
    @Test
    public void shouldKnowANameByWhatIsLeftOut() {
        assertThat(LocalNames.isSame("team/app:v1", "docker.io/team/app:v1")).isTrue();
        assertThat(LocalNames.isSame("app", "docker.io/library/app:latest")).isTrue();
        assertThat(LocalNames.isSame("r.example/app:v1", "app:v1")).isFalse();
        assertThat(LocalNames.isSame("app:v1", "")).isFalse();
        assertThat(LocalNames.isSame("app:v1", "App:v1")).isFalse();
    }
}
