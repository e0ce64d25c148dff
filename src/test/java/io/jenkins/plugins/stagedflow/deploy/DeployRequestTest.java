package io.jenkins.plugins.stagedflow.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.stagedflow.host.InvalidRequestException;
import io.jenkins.plugins.stagedflow.host.Secret;
import io.jenkins.plugins.stagedflow.registry.RegistryLogin;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.Test;

public class DeployRequestTest {
    private static final String KEY =
            "-----BEGIN OPENSSH PRIVATE KEY-----\nsecret-text\n-----END OPENSSH PRIVATE KEY-----\n";
    private static final String FINGERPRINT = "SHA256:" + "a".repeat(43);

    @Test
    public void shouldHaveTheDefaultsOfTheStep() {
        DeployRequest request = request().build();

        assertThat(request.target()).hasToString("me@prod.example:22");
        assertThat(request.checkout().branch()).isEqualTo("main");
        assertThat(request.checkout().remote()).isEqualTo("origin");
        assertThat(request.limits())
                .isEqualTo(new Limits(
                        Duration.ofMinutes(10),
                        Duration.ofSeconds(120),
                        Duration.ofMinutes(30),
                        Duration.ofSeconds(15)));
        assertThat(request.storage()).isEqualTo(new Storage("72h", 3, 512));
        assertThat(request.checkout().commit()).isEmpty();
        assertThat(request.isRollback()).isTrue();
        assertThat(request.isSkip()).isFalse();
    }

    @Test
    public void shouldRefuseWhatCannotBeMeant() {
        refuses(request().host("prod;reboot"), "host: 'prod;reboot'");
        refuses(request().host("-oProxyCommand=x"), "host: '-oProxyCommand=x'");
        refuses(request().port(70_000), "port: '70000'");
        refuses(request().port(0), "port: '0'");
        refuses(request().user("me you"), "user: 'me you'");
        refuses(request().privateKey(Secret.of("hunter2")), "privateKey: '****'");
        refuses(request().privateKey(Secret.of("")), "privateKey: nothing is given");
        refuses(request().jumpHosts(List.of("a b")), "jumpHosts: 'a b'");
        refuses(request().jumpHosts(List.of("bastion")), "jumpHostKey: nothing is given");
        refuses(request().jumpHostKey(FINGERPRINT).jumpHosts(List.of("bastion:0")), "port: '0'");
        refuses(request().commit("abc1234"), "commit: 'abc1234'");
        refuses(request().commit("HEAD"), "commit: 'HEAD'");
        refuses(request().keep(1), "keep: '1'");
        refuses(request().minFreeDisk(-1), "minFreeDisk: '-1'");
        refuses(request().timeout(Duration.ZERO), "timeout: '0 s'");
        refuses(request().keepAlive(Duration.ZERO), "keepAlive: '0 s'");
        refuses(request().agentHealthUrl("here"), "agentHealthUrl: 'here'");
        refuses(request().hostKey(""), "hostKey: nothing is given");
        refuses(request().directory(""), "directory: nothing is given");
        refuses(request().directory("~/app"), "directory: '~/app'");
        refuses(request().directory("a\nb"), "directory: 'a?b'");
        refuses(request().branch("--upload-pack=x"), "branch: '--upload-pack=x'");
        refuses(request().branch("a..b"), "branch: 'a..b'");
        refuses(request().branch("a b"), "branch: 'a b'");
        refuses(request().remote("-x"), "remote: '-x'");
        refuses(request().imageTag("t".repeat(200)), "imageTag: 'ttt");
        refuses(request().env(Map.of("A-B", "")), "env: 'A-B'");
        refuses(request().env(Map.of("IMAGE_TAG", "1")), "env: 'IMAGE_TAG'");
        refuses(request().env(Map.of("sf_mark", "1")), "env: 'sf_mark'");
        refuses(request().env(Map.of("A", "x\0y")), "env: 'A'");
        refuses(request().secretEnv(Map.of("DOCKER_CONFIG", Secret.of("x"))), "secretEnv: 'DOCKER_CONFIG'");
        refuses(request().env(Map.of("A", "1")).secretEnv(Map.of("A", Secret.of("2"))), "secretEnv: 'A'");
        refuses(request().profiles(List.of("a b")), "profiles: 'a b'");
        refuses(request().composeFiles(List.of("-f")), "composeFiles: '-f'");
        refuses(request().healthUrl(""), "healthUrl: nothing is given");
        refuses(request().healthUrl("ftp://x/"), "healthUrl: 'ftp://x/'");
        refuses(request().healthTimeout(Duration.ofSeconds(-1)), "healthTimeout: '-1 s'");
        refuses(request().commandTimeout(Duration.ZERO), "commandTimeout: '0 s'");
        refuses(request().pruneUntil("3 days"), "pruneUntil: '3 days'");
        refuses(request().pruneUntil(""), "pruneUntil: nothing is given");
        refuses(request().registryLogin("", new RegistryLogin("me", Secret.of("x"))), "registry: nothing is given");
    }

    @Test
    public void shouldAcceptWhatIsUsual() {
        request()
                .host("2001:db8::1")
                .user("deploy-bot")
                .branch("release/2026.11")
                .pruneUntil("1h30m")
                .directory("srv/my app")
                .env(Map.of("EMPTY", ""))
                .composeFiles(List.of("compose.yml", "ops/compose.prod.yml"))
                .build();
        request().host("10.0.0.7").hostKey("").knownHosts("# nobody yet\n").build();
    }

    @Test
    public void shouldTakeTheAgentInsteadOfAKey() {
        DeployRequest request =
                request().privateKey(Secret.of("")).sshAgent(true).build();

        assertThat(request.target().identity().agent()).isTrue();
    }

    @Test
    public void shouldReadMachinesOnTheWay() {
        DeployRequest request = request()
                .jumpHostKey(FINGERPRINT)
                .jumpHosts(List.of("bastion.example", "you@[2001:db8::2]:2222", "2001:db8::3"))
                .build();

        assertThat(request.target().jumps())
                .extracting(SshTarget::toString)
                .containsExactly("me@bastion.example:22", "you@2001:db8::2:2222", "me@2001:db8::3:22");
    }

    @Test
    public void shouldTravelToTheHost() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(new Deployment(
                    request()
                            .env(Map.of("A", "1"))
                            .secretEnv(Map.of("B", Secret.of("2")))
                            .build(),
                    new SshAccess("", Duration.ofSeconds(1))));
        }

        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            Deployment read = (Deployment) in.readObject();
            assertThat(read.request().environment().secret()).containsEntry("B", Secret.of("2"));
            assertThat(read.toString()).doesNotContain("secret-text");
        }
    }

    @Test
    public void shouldKnowAllItsSecrets() {
        assertThat(request()
                        .passphrase(Secret.of("phrase"))
                        .registryLogin("hub.example", new RegistryLogin("me", Secret.of("password")))
                        .secretEnv(Map.of("B", Secret.of("value")))
                        .build()
                        .secrets())
                .contains(Secret.of("phrase"), Secret.of("password"), Secret.of("value"), Secret.of(KEY));
    }

    @Test
    public void shouldPassFilesAndProfilesToComposeQuoted() {
        Checkout checkout = request()
                .composeFiles(List.of("it's.yml"))
                .profiles(List.of("prod"))
                .build()
                .checkout();

        assertThat(checkout.composeArguments()).isEqualTo(" --file 'it'\\''s.yml' --profile 'prod'");
    }

    private static DeployRequestBuilder request() {
        return DeployRequest.builder()
                .host("prod.example")
                .user("me")
                .privateKey(Secret.of(KEY))
                .hostKey(FINGERPRINT)
                .directory("/srv/app")
                .healthUrl("http://localhost/health");
    }

    private static void refuses(DeployRequestBuilder request, String message) {
        assertThatThrownBy(request::build)
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining(message)
                .hasMessageNotContaining("hunter2");
    }
}
