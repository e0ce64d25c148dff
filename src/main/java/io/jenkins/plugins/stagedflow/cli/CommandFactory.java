package io.jenkins.plugins.stagedflow.cli;

import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.IFactory;

/** Gives options the environment of the program. */
final class CommandFactory implements IFactory {
    private final Map<String, String> environment;

    CommandFactory(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    @Override
    public <K> K create(Class<K> type) throws Exception {
        if (type == CommonOptions.class) {
            return type.cast(new CommonOptions(environment));
        }
        if (type == RunCommand.class) {
            return type.cast(new RunCommand(environment));
        }
        return CommandLine.defaultFactory().create(type);
    }
}
