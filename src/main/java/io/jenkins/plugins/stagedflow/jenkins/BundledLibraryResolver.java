package io.jenkins.plugins.stagedflow.jenkins;

import hudson.Extension;
import hudson.model.ItemGroup;
import hudson.model.Job;
import io.jenkins.plugins.stagedflow.library.BundledLibrary;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import jenkins.YesNoMaybe;
import org.jenkinsci.plugins.workflow.libs.LibraryConfiguration;
import org.jenkinsci.plugins.workflow.libs.LibraryResolver;

/**
 * Gives every job that asks for it the shared library of the plugin, inside the sandbox. It is asked last: a library of the
 * same name that somebody has configured, to pin it in a repository of their own, comes first.
 */
@Extension(ordinal = BundledLibraryResolver.AFTER_ALL_OTHERS, dynamicLoadable = YesNoMaybe.YES)
public final class BundledLibraryResolver extends LibraryResolver {
    static final double AFTER_ALL_OTHERS = -1000;
    private static final String VERSION = "bundled";

    @Override
    public boolean isTrusted() {
        return false;
    }

    @Override
    public Collection<LibraryConfiguration> forJob(Job<?, ?> job, Map<String, String> libraryVersions) {
        return libraryVersions.containsKey(BundledLibrary.NAME) ? List.of(configuration()) : List.of();
    }

    @Override
    public Collection<LibraryConfiguration> suggestedConfigurations(ItemGroup<?> group) {
        return List.of(configuration());
    }

    private static LibraryConfiguration configuration() {
        LibraryConfiguration configuration =
                new LibraryConfiguration(BundledLibrary.NAME, new BundledLibraryRetriever());
        configuration.setDefaultVersion(VERSION);
        configuration.setAllowVersionOverride(false);
        configuration.setIncludeInChangesets(false);
        return configuration;
    }
}
