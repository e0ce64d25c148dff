package io.jenkins.plugins.stagedflow.boot;

import io.jenkins.plugins.stagedflow.host.InvalidRequestException;
import io.jenkins.plugins.stagedflow.host.Require;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Arguments of {@code k3s server}. They are handed to the installer as arguments of its own, each as it is: the text in
 * {@code INSTALL_K3S_EXEC} it would evaluate as shell.
 *
 * @param list the arguments one by one
 * @see <a href="https://docs.k3s.io/cli/server">k3s server</a>
 * @see <a href="https://docs.k3s.io/reference/env-variables">the variables of the installer</a>
 */
record ServerArguments(List<String> list) implements Serializable {
    private static final String LONG_OPTION = "--write-kubeconfig";
    private static final String SHORT_OPTION = "-o";
    private static final String USUAL_KUBECONFIG = "/etc/rancher/k3s/k3s.yaml";

    ServerArguments {
        list = List.copyOf(list);
    }

    /** Returns the arguments of a request; one written as {@code --name value} is taken as the two it means. */
    static ServerArguments of(Collection<String> values) {
        List<String> arguments = new ArrayList<>();
        values.forEach(value -> arguments.addAll(split(Require.text("serverArgs", value))));
        ServerArguments all = new ServerArguments(arguments);
        all.requireAbsoluteKubeconfig();
        return all;
    }

    /** Returns the file that k3s will write its kubeconfig to, given the variables it starts with. */
    String kubeconfig(Map<String, String> environment) {
        String named = named();
        return named.isEmpty() ? environment.getOrDefault("K3S_KUBECONFIG_OUTPUT", USUAL_KUBECONFIG) : named;
    }

    private static List<String> split(String argument) {
        int space = argument.indexOf(' ');
        boolean pair = argument.startsWith("-")
                && space > 0
                && !argument.substring(0, space).contains("=");
        return pair
                ? List.of(
                        argument.substring(0, space), argument.substring(space).strip())
                : List.of(argument);
    }

    // As with k3s, the last one counts.
    private String named() {
        String found = "";
        for (int i = 0; i < list.size(); i++) {
            String argument = list.get(i);
            if (argument.startsWith(LONG_OPTION + "=") || argument.startsWith(SHORT_OPTION + "=")) {
                found = argument.substring(argument.indexOf('=') + 1);
            } else if (List.of(LONG_OPTION, SHORT_OPTION).contains(argument) && i + 1 < list.size()) {
                found = list.get(i + 1);
            }
        }
        return found;
    }

    private void requireAbsoluteKubeconfig() {
        if (!named().isEmpty() && !named().startsWith("/")) {
            throw new InvalidRequestException("serverArgs", named(), "an absolute path after " + LONG_OPTION);
        }
    }
}
