package io.jenkins.plugins.stagedflow.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.stagedflow.compose.ComposeProject;
import io.jenkins.plugins.stagedflow.host.InvalidRequestException;
import io.jenkins.plugins.stagedflow.host.Secret;
import io.jenkins.plugins.stagedflow.registry.RegistryLogin;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.Test;

public class K3sBootRequestTest {
    private static final String SUM = "0123456789abcdef".repeat(4);

    @Test
    public void shouldKnowVersionAndChecksumAndFetchFromTheExactTag() {
        K3sBootRequest request = K3sBootRequest.builder().build();

        assertThat(request.version()).isEqualTo("v1.32.11+k3s1");
        assertThat(request.installer().url())
                .hasToString("https://raw.githubusercontent.com/k3s-io/k3s/v1.32.11%2Bk3s1/install.sh");
        assertThat(request.installer().sha256())
                .isEqualTo("d75e014f2d2ab5d30a318efa5c326f3b0b7596f194afcff90fa7a7a91166d5f7");
        assertThat(request.serverArguments().list())
                .containsExactly("--disable=traefik", "--bind-address=0.0.0.0", "--tls-san=host.docker.internal");
    }

    @Test
    public void shouldPutAMirrorInPlaceOfTheServerOrTakeAWholeUrl() {
        assertThat(K3sBootRequest.builder()
                        .mirror("http://localhost:8080/")
                        .build()
                        .installer()
                        .url())
                .hasToString("http://localhost:8080/k3s-io/k3s/v1.32.11%2Bk3s1/install.sh");
        assertThat(K3sBootRequest.builder()
                        .installUrl("https://mirror.example/i.sh")
                        .build()
                        .installer()
                        .url())
                .hasToString("https://mirror.example/i.sh");
    }

    @Test
    public void shouldRefuseBadVersionsAndChecksums() {
        assertRefused(K3sBootRequest.builder().version("1.32"), "version", "'1.32'");
        assertRefused(K3sBootRequest.builder().version("v1.32.11"), "version", "vX.Y.Z+k3sN");
        assertRefused(K3sBootRequest.builder().version("v1.32.11+k3s1;x"), "version", "vX.Y.Z+k3sN");
        assertRefused(K3sBootRequest.builder().installSha256("abc"), "installSha256", "64 hex digits");
        assertRefused(K3sBootRequest.builder().version("v1.31.0+k3s1"), "installSha256", "v1.31.0+k3s1");
    }

    @Test
    public void shouldTakeAChecksumInEitherCase() {
        K3sBootRequest request = K3sBootRequest.builder()
                .version("v1.31.0+k3s1")
                .installSha256(SUM.toUpperCase(java.util.Locale.ROOT))
                .build();

        assertThat(request.installer().sha256()).isEqualTo(SUM);
    }

    @Test
    public void shouldRefusePlainHttpButForALoopbackAddress() {
        assertRefused(K3sBootRequest.builder().installUrl("http://mirror.example/i.sh"), "installUrl", "https");
        assertRefused(K3sBootRequest.builder().mirror("http://127.0.0.1.example"), "mirror", "https");
        assertRefused(K3sBootRequest.builder().installUrl("ftp://127.0.0.1/i.sh"), "installUrl", "ftp");
        assertRefused(
                K3sBootRequest.builder().mirror("http://[::1]:1").installUrl("https://mirror.example/i.sh"),
                "mirror",
                "installUrl");
        assertThat(K3sBootRequest.builder()
                        .mirror("http://[::1]:1")
                        .build()
                        .installer()
                        .url())
                .hasHost("[::1]");
    }

    @Test
    public void shouldTakeAnArgumentWrittenAsTwoWordsAsTwo() {
        assertThat(arguments("--tls-san host.docker.internal", "--node-label=a=b c", "--docker"))
                .containsExactly("--tls-san", "host.docker.internal", "--node-label=a=b c", "--docker");
    }

    @Test
    public void shouldFindTheKubeconfigThatK3sWrites() {
        assertThat(kubeconfig(Map.of())).isEqualTo("/etc/rancher/k3s/k3s.yaml");
        assertThat(kubeconfig(Map.of("K3S_KUBECONFIG_OUTPUT", "/e"))).isEqualTo("/e");
        assertThat(kubeconfig(Map.of("K3S_KUBECONFIG_OUTPUT", "/e"), "--write-kubeconfig /a"))
                .isEqualTo("/a");
        assertThat(kubeconfig(Map.of(), "--write-kubeconfig=/a", "-o /b")).isEqualTo("/b");
        assertThat(kubeconfig(Map.of(), "--write-kubeconfig-mode=644")).isEqualTo("/etc/rancher/k3s/k3s.yaml");
        assertRefused(
                K3sBootRequest.builder().serverArgs(List.of("--write-kubeconfig=k3s.yaml")),
                "serverArgs",
                "an absolute path");
    }

    @Test
    public void shouldRefuseWhatDoesNotGoTogether() {
        assertRefused(K3sBootRequest.builder().infraServices(List.of("mongo")), "infraServices", "'mongo'");
        assertRefused(K3sBootRequest.builder().infraServices(List.of("a b")), "infraServices", "'a b'");
        assertRefused(K3sBootRequest.builder().login("", new RegistryLogin("me", Secret.of("x"))), "registry", "login");
        assertRefused(K3sBootRequest.builder().timeout(Duration.ofSeconds(-1)), "timeout", "'-1 s'");
        assertRefused(K3sBootRequest.builder().stateDirectory(" "), "stateDirectory", "text");
        assertThat(K3sBootRequest.builder()
                        .compose(ComposeProject.in(".").build())
                        .infraServices(List.of("mongo"))
                        .build()
                        .infraServices())
                .containsExactly("mongo");
    }

    @Test
    public void shouldRefuseBadManifestsAndImages() {
        assertRefused(K3sBootRequest.builder().binarySha256("12"), "binarySha256", "64 hex digits");
        assertRefused(K3sBootRequest.builder().prePullImages(List.of("a b")), "prePullImages", "'a b'");
        assertRefused(
                K3sBootRequest.builder().prePullImages(List.of("busybox", "docker.io/library/busybox:latest")),
                "prePullImages",
                "only once");
        assertManifestRefused("https://mirror.example/a.yaml", "", "nothing is given; expected a SHA-256");
        assertManifestRefused("https://mirror.example/a.yaml", SUM + "0", "64 hex digits");
        assertManifestRefused("http://mirror.example/a.yaml", SUM, "https");
        assertManifestRefused("https://me:pw@mirror.example/a.yaml", SUM, "https://****@mirror.example/a.yaml");
        assertRefused(
                K3sBootRequest.builder()
                        .manifests(List.of(
                                ManifestSource.of("https://mirror.example/a.yaml", SUM),
                                ManifestSource.of("https://mirror.example/a.yaml", "a".repeat(64)))),
                "manifests",
                "only once");
        assertRefused(
                K3sBootRequest.builder()
                        .prePullImages(IntStream.range(0, 100)
                                .mapToObj(i -> "app:v" + i)
                                .toList()),
                "prePullImages",
                "at most 99");
    }

    @Test
    public void shouldNameFilesOfManifestsByPlaceAndAddress() {
        assertThat(nameOf("https://mirror.example/x/cert-manager.yaml?token=a/b"))
                .isEqualTo("07-cert-manager");
        assertThat(nameOf("https://mirror.example/..%2F..%2Fetc%20x.YML")).isEqualTo("07-etc-x");
        assertThat(nameOf("https://mirror.example")).isEqualTo("07-manifest");
        assertThat(nameOf("https://mirror.example/" + "a".repeat(90))).hasSize(63);
    }

    private static String nameOf(String url) {
        return ManifestFetch.name(7, ManifestSource.of(url, SUM));
    }

    private static void assertManifestRefused(String url, String sum, String part) {
        assertThatThrownBy(() -> ManifestSource.of(url, sum))
                .isInstanceOfSatisfying(InvalidRequestException.class, e -> assertThat(e.field())
                        .isEqualTo("manifests"))
                .hasMessageContaining(part)
                .hasMessageNotContaining("pw@");
    }

    private static List<String> arguments(String... values) {
        return K3sBootRequest.builder()
                .serverArgs(List.of(values))
                .build()
                .serverArguments()
                .list();
    }

    private static String kubeconfig(Map<String, String> environment, String... values) {
        return ServerArguments.of(List.of(values)).kubeconfig(environment);
    }

    private static void assertRefused(K3sBootRequest.Builder request, String field, String part) {
        assertThatThrownBy(request::build)
                .isInstanceOfSatisfying(InvalidRequestException.class, e -> assertThat(e.field())
                        .isEqualTo(field))
                .hasMessageContaining(part);
    }
}
