package io.jenkins.plugins.stagedflow.jenkins;

import hudson.AbortException;
import hudson.Extension;
import hudson.FilePath;
import hudson.Launcher;
import hudson.model.Job;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.scm.ChangeLogParser;
import hudson.scm.NullChangeLogParser;
import hudson.scm.SCM;
import hudson.scm.SCMDescriptor;
import hudson.scm.SCMRevisionState;
import java.io.File;
import java.io.IOException;
import org.kohsuke.stapler.DataBoundConstructor;

/** The head of the branch main of a git remote, by the git of the machine: all a test needs of the Git plugin. */
public final class SourcesScm extends SCM {
    private static final String FETCH = "test -d .git || { git init -q -b main; git remote add origin \"$1\"; };"
            + " git fetch -q origin main; git checkout -q -f --detach FETCH_HEAD";

    private final String url;

    @DataBoundConstructor
    public SourcesScm(String url) {
        this.url = url;
    }

    public String getUrl() {
        return url;
    }

    @Override
    public void checkout(
            Run<?, ?> build,
            Launcher launcher,
            FilePath workspace,
            TaskListener listener,
            File changes,
            SCMRevisionState baseline)
            throws IOException, InterruptedException {
        workspace.mkdirs();
        int status = launcher.launch()
                .cmds("sh", "-ec", FETCH, "fetch", url)
                .pwd(workspace)
                .stdout(listener)
                .join();
        if (status != 0) {
            throw new AbortException("git exited with status " + status);
        }
    }

    @Override
    public ChangeLogParser createChangeLogParser() {
        return new NullChangeLogParser();
    }

    /** Tells Jenkins about it. */
    @Extension
    public static final class DescriptorImpl extends SCMDescriptor<SourcesScm> {
        /** Creates the descriptor. */
        public DescriptorImpl() {
            super(null);
        }

        @Override
        @SuppressWarnings("rawtypes") // as it is declared
        public boolean isApplicable(Job project) {
            return true;
        }
    }
}
