package io.jenkins.plugins.stagedflow.jenkins;

import hudson.Extension;
import io.jenkins.plugins.stagedflow.host.Command;
import io.jenkins.plugins.stagedflow.host.HostPath;
import io.jenkins.plugins.stagedflow.host.Job;
import io.jenkins.plugins.stagedflow.host.JobKey;
import io.jenkins.plugins.stagedflow.host.Jobs;
import java.io.Serializable;
import java.time.Duration;
import java.util.Map;

import org.kohsuke.stapler.DataBoundConstructor;

/** A step of the tests: waits by a job of the agent until there is a file, and counts how often that job was started. */
public final class WaitForFileStep extends OperationStep {
    private static final long serialVersionUID = 1L;
    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final String WAIT =
            "echo started >>\"$1.starts\"; while [ ! -e \"$1\" ]; do sleep 0.1; done; rm \"$1.starts\"";

    private final String file;

    @DataBoundConstructor
    public WaitForFileStep(String file) {
        this.file = file;
    }

    public String getFile() {
        return file;
    }

    @Override
    Waited run(Site site) throws InterruptedException {
        Jobs jobs = new Jobs(site.host(), new HostPath(site.stateDirectory()).resolve("jobs"), site.timing());
        Job job = jobs.startOrAttach(
                new JobKey("wait"),
                Command.of("/bin/sh", "-c", WAIT, "wait", file).timeLimit(LIMIT).build());
        try {
            site.console().line("waiting for " + file);
            return new Waited(
                    job.await(site.timing().deadline(LIMIT)).isSuccess(),
                    site.host().directory().value());
        } catch (InterruptedException e) {
            job.remove();
            throw e;
        }
    }

    /** What the step returns. */
    public record Waited(boolean there, String directory) implements Serializable {}

    @Extension
    public static final class DescriptorImpl extends OperationStepDescriptor {
        public DescriptorImpl() {
            super("waitForFile", "Wait for a file");
        }

        @Override
        public String argumentsToString(Map<String, Object> arguments) {
            return String.valueOf(arguments.get("file"));
        }
    }
}
