package io.jenkins.plugins.stagedflow.cli;

import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** Runs the command line within the test and keeps what it printed. */
final class CommandLineRunner {
    private final Map<String, String> environment = new HashMap<>(System.getenv());
    private final StringWriter output = new StringWriter();
    private final StringWriter errors = new StringWriter();
    private String input = "";

    CommandLineRunner with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    CommandLineRunner with(Map<String, String> variables) {
        environment.putAll(variables);
        return this;
    }

    CommandLineRunner withInput(String text) {
        input = text;
        return this;
    }

    int run(String... arguments) {
        output.getBuffer().setLength(0);
        errors.getBuffer().setLength(0);
        return StagedFlow.commandLine(
                        StagedFlow.named(arguments),
                        environment,
                        new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                        new PrintWriter(output, true),
                        new PrintWriter(errors, true))
                .execute(arguments);
    }

    String output() {
        return output.toString();
    }

    String errors() {
        return errors.toString();
    }
}
