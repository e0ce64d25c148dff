package io.jenkins.plugins.stagedflow.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.Test;

public class PackageVersionTest {
    @Test
    public void shouldOrderVersionsOfAllKinds() {
        for (List<String> rising : List.of(
                List.of("1.2.9", "1.2.10", "1.10", "2"),
                List.of("v1.9.0", "v1.10.0"),
                List.of("1.0-alpha1", "1.0-beta", "1.0-rc.1", "1.0", "1.0.1"),
                List.of("2.0a1", "2.0b1", "2.0rc1", "2.0", "2.0.post1"),
                List.of("1.0-M1", "1.0-RC1", "1.0"),
                List.of("3.0.11-1~deb12u1", "3.0.11-1~deb12u2", "3.0.11-1", "3.0.13-1~deb12u1"),
                List.of("9.9", "1:1.2", "2:0.1"),
                List.of("1.1.1a", "1.1.1k", "1.1.1n"),
                List.of("1.2.3-r0", "1.2.3-r9", "1.2.3-r10", "1.2.4-r0"),
                List.of("1.1.1k-7.el8_6", "1.1.1k-9.el8_6", "1.1.1k-12.el8"),
                List.of("0.0.0-20220314234659-1baeb1ce4c0b", "0.0.0-20221012134737-56aed061732a", "0.17.0"),
                List.of("99999999999999999998", "99999999999999999999"))) {
            for (int i = 1; i < rising.size(); i++) {
                PackageVersion lower = new PackageVersion(rising.get(i - 1));
                PackageVersion higher = new PackageVersion(rising.get(i));
                assertThat(higher.isAbove(lower)).as(lower + " < " + higher).isTrue();
                assertThat(lower.isAbove(higher)).as(lower + " < " + higher).isFalse();
            }
        }
    }

    @Test
    public void shouldFindNoDifferenceWhereNoneIsMeant() {
        assertThat(PackageVersion.ORDER.compare(new PackageVersion("1.0"), new PackageVersion("1.0.0")))
                .isZero();
        assertThat(PackageVersion.ORDER.compare(new PackageVersion("0:1.01"), new PackageVersion("1.1")))
                .isZero();
        assertThat(PackageVersion.ORDER.compare(new PackageVersion(""), new PackageVersion("unknown")))
                .isNegative();
    }

    @Test
    public void shouldKnowALine() {
        assertThat(new PackageVersion("2.12.4").isInLineOf(new PackageVersion("2.12.9")))
                .isTrue();
        assertThat(new PackageVersion("2.12.4").isInLineOf(new PackageVersion("2.13.0")))
                .isFalse();
        assertThat(new PackageVersion("3").isInLineOf(new PackageVersion("4"))).isFalse();
        assertThat(new PackageVersion("").isInLineOf(new PackageVersion("4"))).isFalse();
    }
}
