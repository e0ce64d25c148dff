package io.jenkins.plugins.stagedflow.jenkins;

import hudson.Extension;
import io.jenkins.plugins.stagedflow.host.Require;
import io.jenkins.plugins.stagedflow.stack.CollectStackLogs;
import io.jenkins.plugins.stagedflow.stack.CollectStackLogsRequest;
import io.jenkins.plugins.stagedflow.stack.CollectStackLogsResult;
import java.util.Map;
import jenkins.YesNoMaybe;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** The step {@code collectStackLogs}: the logs of all services, of each, of the background jobs and of the cluster as files. */
public final class CollectStackLogsStep extends StackStep {
    private static final long serialVersionUID = 1L;
    private static final int MEBIBYTE = 1024 * 1024;
    private static final int MOST_MEBIBYTES = 32;

    private String output = "logs";
    private int maxSize = 10;

    /** Creates the step. */
    @DataBoundConstructor
    public CollectStackLogsStep() {}

    /** Returns the argument {@code output}. */
    public String getOutput() {
        return output;
    }

    /** Directory for the files. */
    @DataBoundSetter
    public void setOutput(String value) {
        output = value;
    }

    /** Returns the argument {@code maxSize}. */
    public int getMaxSize() {
        return maxSize;
    }

    /** How large a file may be, from 1 to 32 MiB; of a larger one the end is kept. */
    @DataBoundSetter
    public void setMaxSize(int value) {
        maxSize = value;
    }

    @Override
    CollectStackLogsResult run(Site site) throws InterruptedException {
        CollectStackLogsRequest request = CollectStackLogsRequest.builder(
                        compose().project())
                .output(output)
                .mostBytes(Require.between("maxSize", maxSize, 1, MOST_MEBIBYTES) * MEBIBYTE)
                .stateDirectory(site.stateDirectory())
                .build();
        return new CollectStackLogs(site.host(), site.console(), site.timing()).run(request);
    }

    /** Tells Jenkins about the step. */
    @Extension(dynamicLoadable = YesNoMaybe.YES)
    public static final class DescriptorImpl extends OperationStepDescriptor {
        /** Creates the descriptor. */
        public DescriptorImpl() {
            super("collectStackLogs", Messages.CollectStackLogsStep());
        }

        @Override
        public String argumentsToString(Map<String, Object> arguments) {
            String output = joined(arguments, "output");
            String project = joined(arguments, "projectName", "projectDirectory", "composeFiles");
            return (project + " → " + (output.isEmpty() ? "logs" : output)).strip();
        }
    }
}
