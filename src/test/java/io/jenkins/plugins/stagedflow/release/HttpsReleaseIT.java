package io.jenkins.plugins.stagedflow.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.stagedflow.git.GitHttpServer;
import io.jenkins.plugins.stagedflow.git.GitLogin;
import io.jenkins.plugins.stagedflow.git.GitRemote;
import io.jenkins.plugins.stagedflow.git.RealGit;
import io.jenkins.plugins.stagedflow.host.Secret;
import io.jenkins.plugins.stagedflow.registry.RealRegistry;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.Rule;
import org.junit.Test;

public class HttpsReleaseIT {
    private static final String PASSWORD = "hunter2-https";
    private static final String STORE_PASSWORD = "changeit";

    @Rule
    public final RealRegistry registry = new RealRegistry();

    @Rule
    public final RealGit git = new RealGit();

    @Test
    public void shouldReleaseByTlsToAServerItsCertificateSpeaksForAndToNoOther() throws Exception {
        registry.put("backend", "latest", "backend");
        git.pushedCommit();
        Path store = certificate();
        Files.writeString(git.root().resolve("git-password"), PASSWORD + "\n");
        Files.writeString(
                git.root().resolve("registry-password"),
                registry.password("pusher").reveal());
        try (GitHttpServer server = new GitHttpServer(git.root(), "bot", PASSWORD, context(store))) {
            String url = server.url("remote.git");
            assertThat(url).startsWith("https://");

            assertThat(release(url, List.of())).isEqualTo(1);
            assertThat(printed()).contains("certif").doesNotContain(PASSWORD);
            assertThat(server.requests()).isEmpty();
            assertThat(git.tags()).isEmpty();

            int status = release(
                    url,
                    List.of(
                            "-Djavax.net.ssl.trustStore=" + store,
                            "-Djavax.net.ssl.trustStorePassword=" + STORE_PASSWORD));
            assertThat(status).as(printed()).isZero();
            assertThat(git.tags()).hasSize(1);
            assertThat(printed()).doesNotContain(PASSWORD);
            // Libraries like to keep there what they found out about a file system.
            assertThat(git.root().resolve("home")).isEmptyDirectory();
        }
    }

    @Test
    public void shouldNotSendALoginWithoutTls() throws Exception {
        GitRemote remote = GitRemote.at("http://192.0.2.1/app.git", new GitLogin("bot", Secret.of(PASSWORD)));

        assertThatThrownBy(() -> remote.tags(List.of("2026.")))
                .hasMessageContaining("the login is not sent there, since it is not reached by https");
    }

    private Path certificate() throws Exception {
        Path store = git.root().resolve("store.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-alias",
                        "git",
                        "-dname",
                        "CN=git",
                        "-ext",
                        "san=ip:127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        STORE_PASSWORD)
                .inheritIO()
                .start();
        assertThat(keytool.waitFor()).isZero();
        return store;
    }

    private static SSLContext context(Path file) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream content = Files.newInputStream(file)) {
            store.load(content, STORE_PASSWORD.toCharArray());
        }
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, STORE_PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }

    private int release(String url, List<String> options) throws Exception {
        List<String> line =
                new ArrayList<>(List.of(ProcessHandle.current().info().command().orElse("java")));
        line.addAll(options);
        Files.createDirectories(git.root().resolve("home"));
        line.add("-Duser.home=" + git.root().resolve("home"));
        line.addAll(List.of("-jar", System.getProperty("stagedflow.cli.jar"), "release"));
        line.addAll(List.of("-C", git.local().toString(), "--remote", url, "--registry", registry.name()));
        line.addAll(List.of("--namespace", registry.namespace(), "--username", "pusher"));
        line.addAll(List.of("--password-from", "file:" + git.root().resolve("registry-password")));
        line.addAll(List.of("--git-username", "bot"));
        line.addAll(List.of("--git-password-from", "file:" + git.root().resolve("git-password"), "backend"));
        Process process = new ProcessBuilder(line)
                .redirectErrorStream(true)
                .redirectOutput(output().toFile())
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    private String printed() throws Exception {
        return Files.readString(output());
    }

    private Path output() {
        return git.root().resolve("printed");
    }
}
