package io.jenkins.plugins.stagedflow.cli;

import picocli.CommandLine.IVersionProvider;

/** Tells the version the jar was built as. */
final class VersionProvider implements IVersionProvider {
    @Override
    public String[] getVersion() {
        String version = StagedFlow.class.getPackage().getImplementationVersion();
        return new String[] {"staged-flow " + (version == null ? "(not from a jar)" : version)};
    }
}
