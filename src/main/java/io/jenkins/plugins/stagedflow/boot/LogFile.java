package io.jenkins.plugins.stagedflow.boot;

import io.jenkins.plugins.stagedflow.host.Console;
import io.jenkins.plugins.stagedflow.host.Host;
import io.jenkins.plugins.stagedflow.host.HostFiles;
import io.jenkins.plugins.stagedflow.host.HostPath;
import java.nio.charset.StandardCharsets;

/** The short log of a piece of background work: each line goes to a file and to a console. */
final class LogFile {
    private final Host host;
    private final HostPath path;
    private final Console console;
    private final StringBuilder text = new StringBuilder();
    private final Console lines = Console.to(this::append);

    LogFile(Host host, HostPath path, Console console) {
        this.host = host;
        this.path = path;
        this.console = console;
    }

    HostPath path() {
        return path;
    }

    /** Returns what the work is to print to. */
    Console console() {
        return lines;
    }

    private void append(String line) {
        console.line(line);
        text.append(line).append('\n');
        host.files().write(path, text.toString().getBytes(StandardCharsets.UTF_8), HostFiles.Access.OWNER);
    }
}
