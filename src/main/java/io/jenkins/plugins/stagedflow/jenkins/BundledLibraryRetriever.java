package io.jenkins.plugins.stagedflow.jenkins;

import hudson.Extension;
import hudson.FilePath;
import hudson.model.Descriptor;
import hudson.model.DescriptorVisibilityFilter;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.stagedflow.library.BundledLibrary;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import jenkins.YesNoMaybe;
import org.jenkinsci.plugins.workflow.libs.LibraryRetriever;
import org.jenkinsci.plugins.workflow.libs.LibraryRetrieverDescriptor;

/** Copies the shared library out of the plugin to where a build keeps its libraries. */
public final class BundledLibraryRetriever extends LibraryRetriever {
    @Override
    public void retrieve(
            String name, String version, boolean changelog, FilePath target, Run<?, ?> run, TaskListener listener)
            throws IOException, InterruptedException {
        for (var file : BundledLibrary.files().entrySet()) {
            target.child(file.getKey()).copyFrom(new ByteArrayInputStream(file.getValue()));
        }
    }

    @Override
    public void retrieve(String name, String version, FilePath target, Run<?, ?> run, TaskListener listener)
            throws IOException, InterruptedException {
        retrieve(name, version, false, target, run, listener);
    }

    /** Tells Jenkins about the retriever. */
    @Extension(dynamicLoadable = YesNoMaybe.YES)
    public static final class DescriptorImpl extends LibraryRetrieverDescriptor {
        @Override
        public String getDisplayName() {
            return Messages.BundledLibraryRetriever();
        }
    }

    /** Keeps the retriever out of the forms of libraries: there is nothing to configure. */
    @Extension(dynamicLoadable = YesNoMaybe.YES)
    public static final class Hidden extends DescriptorVisibilityFilter {
        @Override
        @SuppressWarnings("rawtypes") // as it is declared
        public boolean filter(Object context, Descriptor descriptor) {
            return !(descriptor instanceof DescriptorImpl);
        }
    }
}
