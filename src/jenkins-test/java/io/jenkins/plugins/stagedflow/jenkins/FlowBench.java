package io.jenkins.plugins.stagedflow.jenkins;

import io.jenkins.plugins.stagedflow.Services;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;

/**
 * The project's Jenkinsfile as a job of a Jenkins that is up, run each time {@code dev/bench flow --jenkins} asks for it by
 * a file in a directory, and answered there.
 */
public class FlowBench {
    private static final int EXECUTORS = 4;
    private static final long MILLISECONDS_TO_LOOK = 25;

    @Rule
    public final JenkinsRule jenkins = new JenkinsRule();

    private final Services services = Services.running();
    private final Path mailbox = Path.of(System.getProperty("bench.mailbox"));

    @Test
    public void shouldRunWheneverItIsAsked() throws Exception {
        FlowJenkins place = new FlowJenkins(jenkins, services);
        place.prepare(1, EXECUTORS);
        WorkflowJob job = place.job(services.get("GIT_REMOTE"), "Jenkinsfile", variables(System.getenv()));
        answer("up", "");
        for (int run = 1; isAsked(run); run++) {
            WorkflowRun build = job.scheduleBuild2(0).get();
            answer(run + ".parts", StageTree.seconds(build));
            answer(run + ".log", JenkinsRule.getLog(build));
            answer(run + ".result", build.getResult() + "\n");
        }
    }

    private boolean isAsked(int run) throws InterruptedException {
        while (!Files.exists(mailbox.resolve(run + ".ask"))) {
            if (Files.exists(mailbox.resolve("end"))) {
                return false;
            }
            Thread.sleep(MILLISECONDS_TO_LOOK);
        }
        return true;
    }

    /** Writes a file that is whole when it is seen. */
    private void answer(String file, String content) throws IOException {
        Path part = mailbox.resolve(file + ".part");
        Files.writeString(part, content);
        Files.move(part, mailbox.resolve(file), StandardCopyOption.ATOMIC_MOVE);
    }

    private Map<String, String> variables(Map<String, String> given) {
        String port = given.get("PRODUCTION_PORT");
        return Map.ofEntries(
                Map.entry("BRANCH_NAME", "main"),
                Map.entry("REGISTRY", services.get("REGISTRY")),
                Map.entry("K3S_MIRROR", services.get("MIRROR_URL")),
                Map.entry("K3S_INSTALL_SHA256", services.get("K3S_INSTALL_SHA256")),
                Map.entry("TRIVY_SCANNERS", "secret,misconfig"),
                Map.entry("DEPLOY_HOST", services.get("SSH_HOST")),
                Map.entry("DEPLOY_PORT", services.get("SSH_PORT")),
                Map.entry("DEPLOY_KNOWN_HOSTS", services.contentOf("SSH_KNOWN_HOSTS_FILE")),
                Map.entry("DEPLOY_DIRECTORY", given.get("PRODUCTION")),
                Map.entry("DEPLOY_BACKEND_PORT", port),
                Map.entry("DEPLOY_FRONTEND_PORT", given.get("PRODUCTION_FRONTEND_PORT")),
                Map.entry("DEPLOY_HEALTH_URL", "http://127.0.0.1:" + port + "/api/v1/health/live"));
    }
}
