package io.jenkins.plugins.stagedflow.runner;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.stagedflow.SampleStack;
import io.jenkins.plugins.stagedflow.runner.context.Result;
import java.nio.file.Files;
import org.junit.ClassRule;
import org.junit.Test;

/** The block of {@code k3sBoot} in a local run, with a stand-in for k3s. */
public class BootBlockIT {
    @ClassRule
    public static final SampleStack STACK = new SampleStack();

    @Test
    public void shouldTakeDownWhatWasBootedHoweverTheBlockEnds() throws Exception {
        Jenkinsfile file = new Jenkinsfile(STACK.directory());
        STACK.host().environment().forEach(file::environment);

        RunResult run = file.run("""
                node {
                    def boot = [version: '%s', installSha256: '%s', mirror: '%s', timeout: 120,
                        serverArgs: ['--write-kubeconfig=%s/k3s.yaml', '--https-listen-port %s']]
                    def answer = k3sBoot(boot) {
                        sh 'ls %s/bin'
                        'said in the block'
                    }
                    echo "answer: ${answer}"
                    try {
                        k3sBoot(boot) { error 'the tests failed' }
                    } catch (e) {
                        echo "failed: ${e.message}"
                    }
                }
                """.formatted(
                        STACK.services().get("K3S_VERSION"),
                        STACK.services().get("K3S_INSTALL_SHA256"),
                        STACK.services().get("MIRROR_URL"),
                        STACK.directory(),
                        STACK.apiPort(),
                        STACK.directory()));

        assertThat(run.result()).as(file.console()).isEqualTo(Result.SUCCESS);
        assertThat(file.output()).contains("k3s", "answer: said in the block", "failed: the tests failed");
        assertThat(STACK.directory().resolve("bin/k3s")).doesNotExist();
        assertThat(Files.exists(STACK.directory().resolve("k3s.yaml"))).isFalse();
    }
}
