package io.jenkins.plugins.stagedflow.stack;

import io.jenkins.plugins.stagedflow.host.Console;
import io.jenkins.plugins.stagedflow.host.Host;
import io.jenkins.plugins.stagedflow.host.HostFiles;
import io.jenkins.plugins.stagedflow.host.HostPath;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/** The kubeconfig for containers: that of k3s, with the name under which containers reach the server. */
final class KubeconfigCopy {
    private final Host host;
    private final Console console;
    private final String apiHost;

    KubeconfigCopy(Host host, Console console, String apiHost) {
        this.host = host;
        this.console = console;
        this.apiHost = apiHost;
    }

    /** Writes the copy in one step, with the given access, and notes that the flow made it. */
    void write(HostPath source, HostPath target, HostFiles.Access access, OwnedFiles owned) {
        byte[] text = new Kubeconfig(host.files().read(source))
                .reachedAt(apiHost)
                .text()
                .getBytes(StandardCharsets.UTF_8);
        host.files().createDirectories(target.parent());
        owned.claim(target, text);
        host.files().write(target, text, access);
        console.line(target + " leads to the cluster at " + apiHost);
    }

    /**
     * Asks the servers for which names their certificates are.
     *
     * @return why clients will not accept one of them under the new name, or an empty text
     */
    String problem(HostPath source) throws InterruptedException {
        StringBuilder problems = new StringBuilder();
        for (ClusterServer server : new Kubeconfig(host.files().read(source)).localServers()) {
            String problem = server.isVerified() ? problem(server) : "";
            problems.append(problems.isEmpty() || problem.isEmpty() ? "" : "; ").append(problem);
        }
        if (!problems.isEmpty()) {
            console.line("Warning: " + problems);
        }
        return problems.toString();
    }

    private String problem(ClusterServer server) throws InterruptedException {
        CertificateTask.Answer answer = host.call(new CertificateTask(server.url(), server.authority()), console);
        if (!answer.problem().isEmpty()) {
            return "the certificate of " + server.url() + " could not be checked: " + answer.problem();
        }
        String name = server.nameAt(apiHost);
        return new CertificateNames(answer.names()).cover(name)
                ? ""
                : "the certificate of " + server.url() + " is for " + names(answer.names()) + " and not for " + name
                        + ", so clients will refuse it; boot with the server argument --tls-san " + name;
    }

    private static String names(List<String> names) {
        return names.isEmpty() ? "no name" : names.stream().collect(Collectors.joining(", "));
    }
}
