package io.jenkins.plugins.stagedflow.jenkins;

import hudson.Extension;
import io.jenkins.plugins.stagedflow.compose.ComposeProject;
import io.jenkins.plugins.stagedflow.stack.StackDown;
import io.jenkins.plugins.stagedflow.stack.StackDownRequest;
import io.jenkins.plugins.stagedflow.stack.StackDownResult;
import java.util.Map;
import java.util.Optional;
import jenkins.YesNoMaybe;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** The step {@code stackDown}: takes the stack down with its volumes, and what k3sBoot and stackReady have left. */
public final class StackDownStep extends StackStep {
    private static final long serialVersionUID = 1L;

    private boolean k3s = false;
    private boolean onlyIfNamed = false;

    /** Creates the step. */
    @DataBoundConstructor
    public StackDownStep() {}

    /** Returns the step that takes down all that a boot, and what followed it, has started. */
    static StackDownStep after(StackStep boot) {
        StackDownStep down = new StackDownStep();
        down.takeProjectOf(boot);
        down.k3s = true;
        down.onlyIfNamed = true;
        return down;
    }

    /** Returns the argument {@code k3s}. */
    public boolean isK3s() {
        return k3s;
    }

    /** Whether k3s is uninstalled too, if this flow installed it. */
    @DataBoundSetter
    public void setK3s(boolean value) {
        k3s = value;
    }

    @Override
    StackDownResult run(Site site) throws InterruptedException {
        StackDownRequest flow = StackDownRequest.of(site.stateDirectory());
        Optional<ComposeProject> project =
                onlyIfNamed ? compose().named() : Optional.of(compose().project());
        StackDownRequest request = project.map(flow::with).orElse(flow);
        return new StackDown(site.host(), site.console(), site.timing()).run(k3s ? request.withK3s() : request);
    }

    /** Tells Jenkins about the step. */
    @Extension(dynamicLoadable = YesNoMaybe.YES)
    public static final class DescriptorImpl extends OperationStepDescriptor {
        /** Creates the descriptor. */
        public DescriptorImpl() {
            super("stackDown", Messages.StackDownStep());
        }

        @Override
        public String argumentsToString(Map<String, Object> arguments) {
            String project = joined(arguments, "projectName", "projectDirectory", "composeFiles");
            boolean k3s = Boolean.TRUE.equals(arguments.get("k3s"));
            return joined(Map.of("project", project, "k3s", k3s ? "k3s" : ""), "project", "k3s");
        }
    }
}
