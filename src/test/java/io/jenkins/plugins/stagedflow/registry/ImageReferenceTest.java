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
            "a\nb"
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
