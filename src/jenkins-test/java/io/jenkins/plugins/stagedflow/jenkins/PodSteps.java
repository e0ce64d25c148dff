package io.jenkins.plugins.stagedflow.jenkins;

import hudson.Extension;
import hudson.model.TaskListener;
import java.util.Map;
import java.util.Set;
import org.jenkinsci.plugins.workflow.steps.BodyExecutionCallback;
import org.jenkinsci.plugins.workflow.steps.EnvironmentExpander;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/**
 * Stand-ins for the two steps of the Kubernetes plugin that the library calls, with their names and arguments. A pod is any
 * agent with the label docker, and a container a line of the log and a variable.
 */
final class PodSteps {
    private PodSteps() {}

    /** {@code podTemplate}, which tells its body the label of the pod as the plugin does. */
    public static final class PodTemplate extends Step {
        private String yaml = "";

        @DataBoundConstructor
        public PodTemplate() {}

        public String getYaml() {
            return yaml;
        }

        @DataBoundSetter
        public void setYaml(String yaml) {
            this.yaml = yaml;
        }

        @Override
        public StepExecution start(StepContext context) {
            return new Around(context, "Pod: " + yaml.strip(), Map.of("POD_LABEL", "docker"));
        }

        @Extension
        public static final class DescriptorImpl extends Descriptor {
            public DescriptorImpl() {
                super("podTemplate");
            }
        }
    }

    /** {@code container}. */
    public static final class Container extends Step {
        private final String name;

        @DataBoundConstructor
        public Container(String name) {
            this.name = name;
        }

        public String getName() {
            return name;
        }

        @Override
        public StepExecution start(StepContext context) {
            return new Around(context, "Container: " + name, Map.of("IN_CONTAINER", name));
        }

        @Extension
        public static final class DescriptorImpl extends Descriptor {
            public DescriptorImpl() {
                super("container");
            }
        }
    }

    private static final class Around extends StepExecution {
        private static final long serialVersionUID = 1L;

        private final String line;
        private final Map<String, String> variables;

        Around(StepContext context, String line, Map<String, String> variables) {
            super(context);
            this.line = line;
            this.variables = variables;
        }

        @Override
        public boolean start() throws Exception {
            getContext().get(TaskListener.class).getLogger().println(line);
            getContext()
                    .newBodyInvoker()
                    .withContext(EnvironmentExpander.merge(
                            getContext().get(EnvironmentExpander.class), EnvironmentExpander.constant(variables)))
                    .withCallback(BodyExecutionCallback.wrap(getContext()))
                    .start();
            return false;
        }
    }

    private abstract static class Descriptor extends StepDescriptor {
        private final String function;

        Descriptor(String function) {
            this.function = function;
        }

        @Override
        public String getFunctionName() {
            return function;
        }

        @Override
        public boolean takesImplicitBlockArgument() {
            return true;
        }

        @Override
        public Set<? extends Class<?>> getRequiredContext() {
            return Set.of(TaskListener.class);
        }
    }
}
