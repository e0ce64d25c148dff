package io.jenkins.plugins.stagedflow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.stagedflow.boot.BootHandle;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.Test;
import picocli.CommandLine;

public class BootCommandTest {
    @Test
    public void shouldSayWhatHasBecomeOfK3s() {
        assertThat(text(false)).isEqualTo("k3s v1.32.11+k3s1 is installed, kubeconfig /k3s.yaml");
        assertThat(text(true)).isEqualTo("k3s v1.32.11+k3s1 ran already, kubeconfig /k3s.yaml");
    }

    @Test
    public void shouldNotSayThatK3sIsInstalledWhenNobodyHasWaitedForIt() {
        assertThat(text(false, "--no-wait"))
                .isEqualTo("k3s v1.32.11+k3s1 is being installed (the same without --no-wait goes on from there),"
                        + " kubeconfig /k3s.yaml");
        assertThat(text(true, "--no-wait")).isEqualTo("k3s v1.32.11+k3s1 ran already, kubeconfig /k3s.yaml");
    }

    private static String text(boolean reused, String... arguments) {
        BootCommand command = new BootCommand();
        CommandLine line = new CommandLine(command, new CommandFactory(Map.of()));
        line.registerConverter(Duration.class, new DurationConverter()).parseArgs(arguments);
        return command.text(new BootHandle("v1.32.11+k3s1", "/k3s.yaml", "/state", reused, List.of(), List.of(), 1));
    }
}
