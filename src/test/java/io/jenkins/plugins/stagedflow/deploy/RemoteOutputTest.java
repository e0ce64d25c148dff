package io.jenkins.plugins.stagedflow.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.stagedflow.host.Console;
import io.jenkins.plugins.stagedflow.host.RecordingConsole;
import io.jenkins.plugins.stagedflow.host.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.Test;

public class RemoteOutputTest {
    private final RecordingConsole console = new RecordingConsole();
    private final RemoteOutput output = new RemoteOutput("mark", masked());

    @Test
    public void shouldKeepFactsAndShowTheRest() {
        output.line("hello");
        output.line("mark image a 1");
        output.line("mark image b 2");
        output.line("markless");
        output.line("mark locked");

        assertThat(output.facts("image")).containsExactly("a 1", "b 2");
        assertThat(output.fact("image")).isEqualTo("b 2");
        assertThat(output.facts("locked")).hasSize(1);
        assertThat(output.fact("other")).isEmpty();
        assertThat(console.lines()).containsExactly("hello", "markless");
    }

    @Test
    public void shouldGiveTheLastLinesAsReasonUnlessThePhaseNamedOne() {
        List.of("one", "two", "three hunter2", "four").forEach(output::line);
        assertThat(output.reason()).isEqualTo("two / three **** / four");

        output.line("mark failure no disk hunter2");
        assertThat(output.reason()).isEqualTo("no disk ****");
    }

    @Test
    public void shouldCutLinesOfUtf8() throws Exception {
        List<String> lines = new ArrayList<>();

        write(lines, "ünï €\r\nsecond\rthird");

        assertThat(lines).containsExactly("ünï €", "second", "third");
    }

    @Test
    public void shouldCutALineThatDoesNotEnd() throws Exception {
        List<String> lines = new ArrayList<>();

        write(lines, "x".repeat(200_000));

        assertThat(lines).hasSize(4).allSatisfy(line -> assertThat(line.length())
                .isLessThanOrEqualTo(65_536));
    }

    private static void write(List<String> lines, String text) throws IOException {
        try (LineStream stream = new LineStream(lines::add)) {
            stream.write(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    private Console masked() {
        return console.masking(List.of(Secret.of("hunter2")));
    }
}
