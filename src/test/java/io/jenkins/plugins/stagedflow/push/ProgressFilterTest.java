package io.jenkins.plugins.stagedflow.push;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.stagedflow.host.Console;
import io.jenkins.plugins.stagedflow.host.RecordingConsole;
import io.jenkins.plugins.stagedflow.host.Secret;
import java.util.List;
import org.junit.Test;

public class ProgressFilterTest {
    private final RecordingConsole console = new RecordingConsole();

    @Test
    public void shouldShowOnlyWhatIsNews() {
        Console filter = new ProgressFilter(console);

        for (String line : List.of(
                "a0: Preparing",
                "a0: Waiting",
                "a0: Retrying in 2 seconds",
                "b1: Retrying in 2 seconds",
                "a0: Retrying in 1 second",
                "b1: Retrying in 1 second",
                "a0: Retrying in 4 seconds",
                "a0: Retrying in 3 seconds",
                "a0: Pushed")) {
            filter.line(line);
        }

        assertThat(console.lines())
                .containsExactly(
                        "a0: Retrying in 2 seconds",
                        "b1: Retrying in 2 seconds",
                        "a0: Retrying in 4 seconds",
                        "a0: Pushed");
    }

    @Test
    public void shouldStillMaskAndPrefix() {
        Console filter = new ProgressFilter(console).named("app").masking(List.of(Secret.of("s3cret")));

        filter.line("it is s3cret");

        assertThat(console.lines()).containsExactly("[app] it is ****");
        assertThat(filter.masked("s3cret")).isEqualTo("****");
    }
}
