package io.jenkins.plugins.stagedflow.jenkins;

import hudson.model.Label;
import java.io.File;
import java.nio.file.Path;
import java.util.Properties;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.junit.runner.Description;
import org.junit.runners.model.Statement;
import org.jvnet.hudson.test.HudsonHomeLoader;
import org.jvnet.hudson.test.JenkinsRule;

/** The program of a {@link Controller}: at its first start it sets up what a {@link SlowFlow} needs and starts a build. */
public final class FlowController extends JenkinsRule {
    /** What it prints when it is up. */
    static final String UP = "The controller of the flow is up";

    private FlowController(Path directory, int port) {
        localPort = port;
        timeout = 0;
        with(new HudsonHomeLoader() {
            @Override
            public File allocate() {
                return directory.resolve("home").toFile();
            }
        });
    }

    /** Runs until standard input ends; the arguments are a directory and a port. */
    public static void main(String[] arguments) throws Throwable {
        Path directory = Path.of(arguments[0]);
        FlowController controller = new FlowController(directory, Integer.parseInt(arguments[1]));
        Description description = Description.createTestDescription(FlowController.class, "flow");
        controller
                .apply(
                        new Statement() {
                            @Override
                            public void evaluate() throws Throwable {
                                controller.serve(directory);
                            }
                        },
                        description)
                .evaluate();
    }

    private void serve(Path directory) throws Exception {
        if (jenkins.getItem("flow") == null) {
            Properties settings = SlowFlow.settings(directory);
            SlowFlow.addCredentials(settings);
            createOnlineSlave(Label.get("agent"), SlowFlow.environment(settings));
            WorkflowJob job = SlowFlow.job(this, settings);
            job.scheduleBuild2(0).waitForStart();
        }
        System.out.println(UP);
        while (System.in.read() >= 0) {
            continue;
        }
        // The harness takes the agents away first, Jenkins itself does not.
        jenkins.cleanUp();
        System.exit(0);
    }
}
