package io.jenkins.plugins.stagedflow.compose;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.stagedflow.host.Host;
import io.jenkins.plugins.stagedflow.host.HostPath;
import io.jenkins.plugins.stagedflow.host.InvalidRequestException;
import io.jenkins.plugins.stagedflow.host.Require;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * A compose project as a request names it. Immutable.
 *
 * @param directory where it is; a relative path starts at the directory of the host
 * @param files its compose files, later ones over earlier ones, relative to the directory; none for compose's own choice
 * @param name its name, or an empty text for compose's own choice
 * @param environment variables its files refer to, besides those of the host
 * @param profiles which of its profiles are on
 * @see <a href="https://docs.docker.com/reference/compose-file/">the compose file reference</a>
 */
public record ComposeProject(
        String directory, List<String> files, String name, Map<String, String> environment, List<String> profiles)
        implements Serializable {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9_-]{0,62}");
    private static final Pattern SERVICE = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9._-]{0,62}");
    private static final Pattern VARIABLE = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]*");
    private static final Pattern VALUE = Pattern.compile("[^\\x00]*");
    private static final Pattern TAG = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}");
    private static final List<String> USUAL_FILES =
            List.of("compose.yaml", "compose.yml", "docker-compose.yaml", "docker-compose.yml");

    /** Checks names and copies the lists. */
    public ComposeProject {
        Require.text("projectDirectory", directory);
        files = Require.noneTwice("composeFiles", files);
        files.forEach(file -> Require.text("composeFiles", file));
        if (!name.isEmpty()) {
            Require.matching("projectName", name, NAME, "lower-case letters, digits, '-' and '_', at most 63");
        }
        environment.forEach(ComposeProject::requireVariable);
        environment = Map.copyOf(environment);
        profiles = services("profiles", profiles);
    }

    /** Returns a builder of the project in the given directory. */
    public static Builder in(String directory) {
        return new Builder(directory);
    }

    /** Requires names of services, none twice; returns an immutable copy, which may be empty. */
    public static List<String> services(String field, Collection<String> names) {
        names.forEach(name -> Require.matching(
                field, name, SERVICE, "letters, digits, '.', '_' and '-', at most 63, the first a letter or digit"));
        return Require.noneTwice(field, names);
    }

    /** Returns where the project is on the host. */
    public HostPath home(Host host) {
        return ".".equals(directory) ? host.directory() : host.directory().resolve(directory);
    }

    /**
     * Looks for the directory and the files on the host.
     *
     * @throws InvalidRequestException if one is missing; names it
     */
    public void requireFiles(Host host) {
        requireThere(host, "projectDirectory", home(host), "a directory that is there");
        files.forEach(
                file -> requireThere(host, "composeFiles", home(host).resolve(file), "a compose file that is there"));
        if (filesOf(host).isEmpty()) {
            throw new InvalidRequestException(
                    "composeFiles", "", "the name of a file, as " + home(host) + " holds none by a usual name");
        }
    }

    /**
     * Returns whether its files declare every one of the services, found without asking compose; where it is not certain,
     * as with services that a file includes from elsewhere, the answer is no.
     */
    public boolean surelyHas(Host host, Collection<String> services) {
        return DeclaredServices.include(host, home(host), filesOf(host), services);
    }

    // Of the usual ones compose takes the first that is there.
    // https://docs.docker.com/compose/intro/compose-application-model/#the-compose-file
    private List<String> filesOf(Host host) {
        return !files.isEmpty()
                ? files
                : USUAL_FILES.stream()
                        .filter(file -> host.files().exists(home(host).resolve(file)))
                        .limit(1)
                        .toList();
    }

    private static void requireThere(Host host, String field, HostPath path, String expected) {
        if (!host.files().exists(path)) {
            throw new InvalidRequestException(field, path, expected);
        }
    }

    private static void requireVariable(String variable, String value) {
        Require.matching(
                "composeEnvironment", variable, VARIABLE, "names of letters, digits and '_' that begin with no digit");
        if (!VALUE.matcher(value).matches()) {
            throw new InvalidRequestException("composeEnvironment", variable, "a value without a NUL character");
        }
    }

    /** Collects the parts of a {@link ComposeProject}. */
    public static final class Builder {
        private final String directory;
        private final List<String> files = new ArrayList<>();
        private final List<String> profiles = new ArrayList<>();
        private final Map<String, String> environment = new TreeMap<>();
        private String name = "";

        private Builder(String directory) {
            this.directory = directory;
        }

        /** Adds compose files, relative to the directory. */
        public Builder composeFiles(Collection<String> paths) {
            files.addAll(paths);
            return this;
        }

        /** Names the project, so that several of the same files can run beside each other. */
        public Builder projectName(@CheckForNull String value) {
            name = value == null ? "" : value;
            return this;
        }

        /** Sets the variable {@code IMAGE_TAG}. */
        public Builder imageTag(@CheckForNull String tag) {
            environment.put(
                    "IMAGE_TAG",
                    Require.matching("imageTag", tag, TAG, "a tag of at most 128 letters, digits, '_', '.' and '-'"));
            return this;
        }

        /** Sets variables that the compose files refer to. */
        public Builder composeEnvironment(Map<String, String> variables) {
            environment.putAll(variables);
            return this;
        }

        /** Turns profiles on. */
        public Builder profiles(Collection<String> names) {
            profiles.addAll(names);
            return this;
        }

        /** Returns the project. */
        public ComposeProject build() {
            return new ComposeProject(directory, files, name, environment, profiles);
        }
    }
}
