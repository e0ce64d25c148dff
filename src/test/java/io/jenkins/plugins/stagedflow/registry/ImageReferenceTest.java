package io.jenkins.plugins.stagedflow.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.stagedflow.host.InvalidRequestException;
import org.junit.Test;

public class ImageReferenceTest {
    private static final String DIGEST = "sha256:" + "0123456789abcdef".repeat(4);

    @Test
    public void shouldAddWhatIsLeftOutAsDockerDoes() {
        assertThat(parse("busybox")).hasToString("docker.io/library/busybox:latest");
        assertThat(parse("team/app:1")).hasToString("docker.io/team/app:1");
        assertThat(parse("localhost/app")).hasToString("localhost/app:latest");
    }

    @Test
    public void shouldKnowDockerHubByAllItsNames() {
        assertThat(parse("docker.io/busybox")).hasToString("docker.io/library/busybox:latest");
        assertThat(parse("index.docker.io/team/app")).hasToString("docker.io/team/app:latest");
        assertThat(Repository.of("docker.io", "", "busybox")).hasToString("docker.io/library/busybox");
        assertThat(Repository.of("docker.io", "team", "app")).hasToString("docker.io/team/app");
    }

    @Test
    public void shouldTakeAFirstPartThatCanBeNoPathForARegistry() {
        assertThat(parse("Registry/app")).hasToString("Registry/app:latest");
        assertThat(parse("r:1/a")).hasToString("r:1/a:latest");
        assertThat(parse("[2001:db8::1]/app").repository().registry()).isEqualTo("[2001:db8::1]");
        assertThat(parse("a__b/c-d.e")).hasToString("docker.io/a__b/c-d.e:latest");
    }

    @Test
    public void shouldTellThePortOfARegistryFromATag() {
        assertThat(parse("registry.example:5000/team/app")).hasToString("registry.example:5000/team/app:latest");
        assertThat(parse("127.0.0.1:5000/app:v1").identifier()).isEqualTo("v1");
        assertThat(parse("[::1]:5000/app:v1").repository().registry()).isEqualTo("[::1]:5000");
    }

    @Test
    public void shouldLetTheDigestCountWhenBothAreNamed() {
        ImageReference reference = parse("r.example/app:v1@" + DIGEST);

        assertThat(reference.isDigest()).isTrue();
        assertThat(reference).hasToString("r.example/app@" + DIGEST);
    }

    @Test
    public void shouldRefuseWhatIsNoReference() {
        for (String bad : new String[] {
            "",
            "  ",
            "Upper",
            "a b",
            "a;b",
            "a//b",
            "a:",
            "a:" + "t".repeat(129),
            "a@sha256:123",
            "-a",
            "r.example/a:.x",
            "a\nb",
            "a/B",
            "0123456789abcdef".repeat(4),
            "a@sha256:" + "0".repeat(63),
            "a@sha256:" + "A".repeat(64),
            "a@sha512:" + "0".repeat(64),
            "a@md5:" + "0".repeat(32),
            "[::1/a",
            "https://r.example/a"
        }) {
            assertThatThrownBy(() -> parse(bad))
                    .as(bad)
                    .isInstanceOf(InvalidRequestException.class)
                    .hasMessageStartingWith("images: ");
        }
    }

    private static ImageReference parse(String text) {
        return ImageReference.parse("images", text);
    }
}
