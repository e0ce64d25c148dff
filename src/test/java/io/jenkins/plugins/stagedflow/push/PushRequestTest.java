package io.jenkins.plugins.stagedflow.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.stagedflow.host.InvalidRequestException;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.Test;

public class PushRequestTest {
    @Test
    public void shouldNameAnImageAtTheRegistryAfterTheLastPartOfItsLocalName() {
        PushRequest request = PushRequest.builder()
                .registry("r.example")
                .images(List.of("sample/backend:sha-1", "frontend", "localhost:5000/team/base"))
                .build();

        assertThat(request.images())
                .containsExactly(
                        Map.entry("sample/backend:sha-1", "backend"),
                        Map.entry("frontend", "frontend"),
                        Map.entry("localhost:5000/team/base", "base"));
    }

    @Test
    public void shouldTakeRemoteNamesOfSeveralParts() {
        PushRequest request =
                request().images(Map.of("integr8s-cert:latest", "tools/cert")).build();

        assertThat(request.images()).containsEntry("integr8s-cert:latest", "tools/cert");
    }

    @Test
    public void shouldSkipOnlyForksThatAreToBeSkipped() {
        assertThat(request().build().isSkipped()).isFalse();
        assertThat(request().fork(true).build().isSkipped()).isTrue();
        assertThat(request().fork(true).skipOnFork(false).build().isSkipped()).isFalse();
    }

    @Test
    public void shouldRefuseMalformedPartsByTheNamesOfTheContract() {
        assertRefused("images: 'a b'", builder -> builder.images(List.of("a b")));
        assertRefused("images: 'a;b'", builder -> builder.images(List.of("a;b")));
        assertRefused("images: '--help'", builder -> builder.images(List.of("--help")));
        assertRefused("images: 'app'", builder -> builder.images(List.of("app")));
        assertRefused("images: 'app'", builder -> builder.images(List.of("other/app")));
        assertRefused("images: 'Team'", builder -> builder.images(Map.of("team", "Team")));
        assertRefused("images: 'team:v1'", builder -> builder.images(Map.of("team", "team:v1")));
        assertRefused("registry: ", builder -> builder.registry(""));
        assertRefused("registry: ", builder -> builder.registry("https://r.example"));
        assertRefused("namespace: ", builder -> builder.namespace("a//b"));
        assertRefused("tag: ", builder -> builder.tag("t".repeat(200)));
        assertRefused("maxParallel: '0'", builder -> builder.maxParallel(0));
        assertRefused("retries: '-1'", builder -> builder.retries(-1));
        assertRefused("plainHttp: 'true'", builder -> builder.ca("ca.pem").plainHttp(true));
    }

    @Test
    public void shouldRefuseAnEmptyListOfImages() {
        assertThatThrownBy(() -> PushRequest.builder().registry("r.example").build())
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageStartingWith("images: ");
    }

    private static void assertRefused(String start, UnaryOperator<PushRequest.Builder> change) {
        assertThatThrownBy(() -> change.apply(request()).build())
                .as(start)
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageStartingWith(start);
    }

    private static PushRequest.Builder request() {
        return PushRequest.builder().registry("r.example").images(List.of("app"));
    }
}
