package io.jenkins.plugins.stagedflow.compose;

import io.jenkins.plugins.stagedflow.host.Host;
import io.jenkins.plugins.stagedflow.host.HostPath;
import io.jenkins.plugins.stagedflow.host.OperationFailedException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * The services that the files of a project declare by themselves, read without compose, which is slow to ask. What they
 * include from elsewhere is not among them: only that a service is here is certain, never that it is not.
 *
 * @see <a href="https://docs.docker.com/reference/compose-file/services/">the services of a compose file</a>
 */
final class DeclaredServices {
    private static final int MOST_CHARACTERS = 4 * 1024 * 1024;
    private static final int DEEPEST = 50;

    private DeclaredServices() {}

    /** Returns whether every one of the given services is certain to be in the project. */
    static boolean include(Host host, HostPath home, List<String> files, Collection<String> services) {
        try {
            Set<String> declared = new HashSet<>();
            files.forEach(file -> declared.addAll(in(host.files().read(home.resolve(file)))));
            return declared.containsAll(services);
        } catch (OperationFailedException | YAMLException e) {
            // Compose is the one to say what is wrong with the file.
            return false;
        }
    }

    private static Set<String> in(String text) {
        return new Yaml(new SafeConstructor(limits())).load(text) instanceof Map<?, ?> file
                        && file.get("services") instanceof Map<?, ?> services
                ? services.keySet().stream().map(String::valueOf).collect(Collectors.toSet())
                : Set.of();
    }

    private static LoaderOptions limits() {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(MOST_CHARACTERS);
        options.setNestingDepthLimit(DEEPEST);
        return options;
    }
}
