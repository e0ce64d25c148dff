package io.jenkins.plugins.stagedflow.jenkins;

import hudson.Extension;
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

    /** Creates the step. */
    @DataBoundConstructor
    public StackDownStep() {}

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
        return new StackDownOperation(request(site)).run(site.host(), site.console(), site.timing());
    }

    @Override
    Optional<HostOperation<?>> travelling(Site site) {
        return Optional.of(new StackDownOperation(request(site)));
    }

    @Override
    boolean canTravel() {
        return true;
    }

    private StackDownRequest request(Site site) {
        StackDownRequest request =
                StackDownRequest.of(site.stateDirectory()).with(compose().project());
        return k3s ? request.withK3s() : request;
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
