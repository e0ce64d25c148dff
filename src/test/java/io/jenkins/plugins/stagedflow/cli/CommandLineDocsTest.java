package io.jenkins.plugins.stagedflow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.Test;

/** Holds {@code docs/command-line.md} against the help of the program; {@code -Dstagedflow.docs=write} writes it anew. */
public class CommandLineDocsTest {
    private static final Path PAGE = Path.of("docs", "command-line.md");
    private static final List<String> COMMANDS = List.of(
            "push", "boot", "ready", "logs", "down", "scan", "sbom", "promote", "release", "deploy", "run", "stage",
            "summary");

    @Test
    public void shouldSayWhatTheProgramSays() throws IOException {
        String page = page();
        if ("write".equals(System.getProperty("stagedflow.docs"))) {
            Files.writeString(PAGE, page);
        }

        assertThat(PAGE)
                .as("run 'mvn test -Dtest=CommandLineDocsTest -Dstagedflow.docs=write' and commit the page")
                .hasContent(page);
    }

    private static String page() {
        StringBuilder page = new StringBuilder("# Command line\n\n")
                .append(
                        "This page is the program's own help. Build it with `mvn package -DskipTests` and start it with")
                .append(" `bin/staged-flow`.\n\n")
                .append("Steps print what they do on standard error and their result on standard output, with `--json`")
                .append(
                        " as JSON. Secrets are never arguments: an option such as `--password-from` says where the secret")
                .append(" is (`env:NAME`, `file:PATH` or `stdin`).\n\n")
                .append("Background jobs of `boot`, which `ready` waits for and `down` ends, are kept in the directory")
                .append(" `.staged-flow` where the commands run, or in the one the variable")
                .append(" `STAGED_FLOW_STATE_DIRECTORY` names.\n\n");
        page.append(block(help("--help")));
        COMMANDS.forEach(
                command -> page.append("\n## ").append(command).append("\n\n").append(block(help(command, "--help"))));
        return page.toString();
    }

    private static String help(String... arguments) {
        CommandLineRunner program = new CommandLineRunner();
        assertThat(program.run(arguments)).isZero();
        return program.output().replaceAll("(?m)[ \\t]+$", "").strip();
    }

    private static String block(String text) {
        return "```\n" + text + "\n```\n";
    }
}
