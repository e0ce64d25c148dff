package io.jenkins.plugins.stagedflow.host;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A process to run: program and arguments as a list (never a shell line), environment, standard input, directory and
 * time limit. Immutable. Secrets go in by the environment or by standard input; an argument is always visible to every
 * user of the machine, so none can be a secret.
 */
public final class Command {
    /** Limit of a command that names none. */
    public static final Duration DEFAULT_TIME_LIMIT = Duration.ofMinutes(30);

    private final List<String> arguments;
    private final Map<String, String> environment;
    private final Map<String, Secret> secretEnvironment;
    private final String input;

    @CheckForNull
    private final Secret secretInput;

    @CheckForNull
    private final HostPath directory;

    private final Duration timeLimit;
    private final boolean captured;
    private final boolean lowPriority;

    private Command(Builder builder) {
        arguments = List.copyOf(builder.arguments);
        environment = Map.copyOf(builder.environment);
        secretEnvironment = Map.copyOf(builder.secretEnvironment);
        input = builder.input;
        secretInput = builder.secretInput;
        directory = builder.directory;
        timeLimit = builder.timeLimit;
        captured = builder.captured;
        lowPriority = builder.lowPriority;
    }

    /** Returns a builder of a command that runs the program, found on the host's PATH, with the given arguments. */
    public static Builder of(String program, String... arguments) {
        return new Builder(program).arguments(List.of(arguments));
    }

    /** Returns program and arguments. */
    public List<String> arguments() {
        return arguments;
    }

    /** Returns the plain variables set besides those of the host. */
    public Map<String, String> environment() {
        return environment;
    }

    /** Returns the secret variables set besides those of the host. */
    public Map<String, Secret> secretEnvironment() {
        return secretEnvironment;
    }

    /** Returns what the process reads, empty if it reads nothing. */
    public String input() {
        return secretInput == null ? input : secretInput.reveal();
    }

    /** Returns where the process starts, or nothing for the directory of the host. */
    public Optional<HostPath> directory() {
        return Optional.ofNullable(directory);
    }

    /** Returns how long the process may run before it is killed with all its children. */
    public Duration timeLimit() {
        return timeLimit;
    }

    /** Returns whether standard output is returned whole instead of being shown. */
    public boolean isCaptured() {
        return captured;
    }

    /** Returns whether the process gives way to what else the machine has to do. */
    public boolean isLowPriority() {
        return lowPriority;
    }

    /** Returns all secrets the process is given. */
    public Collection<Secret> secrets() {
        List<Secret> secrets = new ArrayList<>(secretEnvironment.values());
        if (secretInput != null) {
            secrets.add(secretInput);
        }
        return secrets;
    }

    /** Returns a builder that starts from this command. */
    public Builder toBuilder() {
        Builder builder = new Builder(arguments.get(0)).arguments(arguments.subList(1, arguments.size()));
        builder.environment.putAll(environment);
        builder.secretEnvironment.putAll(secretEnvironment);
        builder.input = input;
        builder.secretInput = secretInput;
        builder.directory = directory;
        builder.timeLimit = timeLimit;
        builder.captured = captured;
        builder.lowPriority = lowPriority;
        return builder;
    }

    /** Returns program and arguments in one line, for messages. */
    @Override
    public String toString() {
        return String.join(" ", arguments);
    }

    /** Collects the parts of a {@link Command}. */
    public static final class Builder {
        private final List<String> arguments = new ArrayList<>();
        private final Map<String, String> environment = new LinkedHashMap<>();
        private final Map<String, Secret> secretEnvironment = new LinkedHashMap<>();
        private String input = "";

        @CheckForNull
        private Secret secretInput;

        @CheckForNull
        private HostPath directory;

        private Duration timeLimit = DEFAULT_TIME_LIMIT;
        private boolean captured;
        private boolean lowPriority;

        private Builder(String program) {
            arguments.add(program);
        }

        /** Appends arguments. */
        public Builder arguments(List<String> more) {
            arguments.addAll(more);
            return this;
        }

        /** Appends arguments. */
        public Builder arguments(String... more) {
            return arguments(List.of(more));
        }

        /** Sets a variable of the process's environment. */
        public Builder environment(String name, String value) {
            environment.put(name, value);
            return this;
        }

        /** Sets variables of the process's environment. */
        public Builder environment(Map<String, String> variables) {
            environment.putAll(variables);
            return this;
        }

        /** Sets a variable whose value is masked wherever the process prints it. */
        public Builder environment(String name, Secret value) {
            secretEnvironment.put(name, value);
            return this;
        }

        /** Gives the process something to read. */
        public Builder input(String text) {
            input = text;
            return this;
        }

        /** Gives the process a secret to read, masked wherever the process prints it. */
        public Builder input(Secret secret) {
            secretInput = secret;
            return this;
        }

        /** Starts the process in the given directory. */
        public Builder directory(HostPath path) {
            directory = path;
            return this;
        }

        /** Kills the process with all its children after the given time. */
        public Builder timeLimit(Duration limit) {
            timeLimit = limit;
            return this;
        }

        /** Returns standard output whole in the result instead of showing it. */
        public Builder captured() {
            captured = true;
            return this;
        }

        /** Has the process give way to what else the machine has to do, where the machine can do that. */
        public Builder lowPriority(boolean value) {
            lowPriority = value;
            return this;
        }

        /** Returns the command. */
        public Command build() {
            return new Command(this);
        }
    }
}
