package io.jenkins.plugins.stagedflow.boot;

import io.jenkins.plugins.stagedflow.host.Command;
import io.jenkins.plugins.stagedflow.host.CommandResult;
import io.jenkins.plugins.stagedflow.host.Console;
import io.jenkins.plugins.stagedflow.host.Host;
import io.jenkins.plugins.stagedflow.host.HostFiles;
import io.jenkins.plugins.stagedflow.host.HostPath;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The k3s of a host, and whether this flow brought it there. */
public final class K3sInstallation {
    private static final Pattern VERSION = Pattern.compile("k3s version (v\\S+)");
    private static final Duration TO_ANSWER = Duration.ofSeconds(30);
    private static final Duration TO_UNINSTALL = Duration.ofMinutes(3);

    private final Host host;
    private final HostPath mark;

    /** Creates the view on the k3s of the host as the flow with that state sees it. */
    public K3sInstallation(Host host, BootState state) {
        this.host = host;
        this.mark = state.directory().resolve("k3s-uninstall");
    }

    /** Returns whether the k3s was installed by this flow. */
    public boolean isOwned() {
        return host.files().exists(mark);
    }

    /**
     * Runs the uninstall script that k3s brought along, if this flow installed it.
     *
     * @return whether there was something to uninstall
     */
    public boolean uninstall(Console console) throws InterruptedException {
        if (!isOwned()) {
            return false;
        }
        HostPath script = new HostPath(host.files().read(mark).strip());
        boolean there = host.files().exists(script);
        if (there) {
            host.run(Command.of(script.value()).timeLimit(TO_UNINSTALL).build(), console)
                    .orFail("uninstall k3s", "Run " + script + " as root");
        }
        host.files().delete(mark);
        return there;
    }

    /** Returns the version of the k3s that is on the host, if there is one. */
    Optional<String> version() throws InterruptedException {
        Optional<HostPath> program = program();
        if (program.isEmpty()) {
            return Optional.empty();
        }
        CommandResult answer = host.run(
                Command.of(program.get().value(), "--version")
                        .captured()
                        .timeLimit(TO_ANSWER)
                        .build(),
                Console.silent());
        return Optional.of(VERSION.matcher(answer.output()))
                .filter(Matcher::find)
                .map(found -> found.group(1));
    }

    /** Returns the k3s binary in the directory of the installer, if it is there. */
    Optional<HostPath> program() {
        return directories().stream()
                .map(directory -> new HostPath(directory).resolve("k3s"))
                .filter(host.files()::exists)
                .findFirst();
    }

    /** Notes that the k3s about to be installed is this flow's to uninstall. */
    void claim() {
        Map<String, String> environment = host.environment();
        String name = environment.getOrDefault("INSTALL_K3S_NAME", "");
        String script = (name.isEmpty() ? "k3s" : "k3s-" + name) + "-uninstall.sh";
        String path = directories().get(0) + "/" + script;
        host.files().write(mark, path.getBytes(StandardCharsets.UTF_8), HostFiles.Access.OWNER);
    }

    /** Returns where the installer puts it, in the order it prefers. */
    List<String> directories() {
        String named = host.environment().getOrDefault("INSTALL_K3S_BIN_DIR", "");
        return named.startsWith("/") ? List.of(named) : List.of("/usr/local/bin", "/opt/bin");
    }
}
