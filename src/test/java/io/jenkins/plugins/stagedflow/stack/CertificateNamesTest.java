package io.jenkins.plugins.stagedflow.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.Test;

public class CertificateNamesTest {
    private final CertificateNames names = new CertificateNames(
            List.of("kubernetes", "Host.Docker.Internal", "*.cluster.local", "10.0.0.1", "2001:db8:0:0:0:0:0:1"));

    @Test
    public void shouldCoverNamesWhateverTheirCaseAndAddressesWhateverTheirForm() {
        assertThat(names.cover("host.docker.internal")).isTrue();
        assertThat(names.cover("10.0.0.1")).isTrue();
        assertThat(names.cover("[2001:db8::1]")).isTrue();
    }

    @Test
    public void shouldLetAWildCardStandForOneLabel() {
        assertThat(names.cover("api.cluster.local")).isTrue();
        assertThat(names.cover("cluster.local")).isFalse();
        assertThat(names.cover("a.b.cluster.local")).isFalse();
    }

    @Test
    public void shouldNotCoverAnythingElse() {
        assertThat(names.cover("docker.internal")).isFalse();
        assertThat(names.cover("10.0.0.2")).isFalse();
        assertThat(names.cover("[2001:db8::2]")).isFalse();
        assertThat(new CertificateNames(List.of()).cover("kubernetes")).isFalse();
    }
}
