package io.jenkins.plugins.stagedflow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.Test;
import picocli.CommandLine.Help.Ansi;

public class RunOutputTest {
    private final StringWriter text = new StringWriter();

    @Test
    public void shouldNameBranchesAndTheRunner() {
        RunOutput output = new RunOutput(new PrintWriter(text), Ansi.OFF);

        output.line("", "stage", true);
        output.line("frontend 1/2", "ok", false);

        assertThat(text).hasToString("[Pipeline] stage\n[frontend 1/2] ok\n");
    }

    @Test
    public void shouldGiveEachBranchAColourOfItsOwnOnATerminal() {
        RunOutput output = new RunOutput(new PrintWriter(text), Ansi.ON);

        output.line("backend", "one", false);
        output.line("frontend", "two", false);
        output.line("backend", "three", true);

        String cyan = "\u001b[36m[backend] \u001b[39m";
        assertThat(text)
                .hasToString(cyan + "one\n\u001b[33m[frontend] \u001b[39mtwo\n" + cyan
                        + "\u001b[2m[Pipeline] \u001b[22mthree\n");
    }

    @Test
    public void shouldNotTakeNamesForMarkup() {
        RunOutput output = new RunOutput(new PrintWriter(text), Ansi.ON);

        output.line("@|bold x|@", "one", false);

        assertThat(text.toString()).contains("[@|bold x|@] ");
    }
}
