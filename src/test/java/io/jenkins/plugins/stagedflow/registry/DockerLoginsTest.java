package io.jenkins.plugins.stagedflow.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.stagedflow.host.LocalHost;
import io.jenkins.plugins.stagedflow.host.OperationFailedException;
import io.jenkins.plugins.stagedflow.host.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class DockerLoginsTest {
    private static final RegistryLogin NOBODY = RegistryLogin.anonymous();
    private static final String AUTHS = "{\"auths\": {\"r.example:5000\": {\"auth\": \"bWU6c2U6Y3JldA==\"},"
            + " \"https://index.docker.io/v1/\": {\"auth\": \"aHViOnB3\"},"
            + " \"https://old.example/v1/\": {\"username\": \"u\", \"password\": \"p\"},"
            + " \"i.example\": {\"identitytoken\": \"idt\"}, \"e.example\": {}}";

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    @Test
    public void shouldFindTheLoginsOfAuths() throws Exception {
        config(AUTHS + "}");

        assertThat(find("r.example:5000")).isEqualTo(new RegistryLogin("me", Secret.of("se:cret")));
        assertThat(find("docker.io").username()).isEqualTo("hub");
        assertThat(find("old.example").username()).isEqualTo("u");
        assertThat(find("i.example").isIdentityToken()).isTrue();
        assertThat(find("e.example")).isEqualTo(NOBODY);
        assertThat(find("r.example")).isEqualTo(NOBODY);
    }

    @Test
    public void shouldNotLookWhereALoginIsGiven() throws Exception {
        config("no JSON");
        RegistryLogin given = new RegistryLogin("you", Secret.of("x"));

        assertThat(DockerLogins.orGiven(host(), "r.example:5000", given)).isSameAs(given);
    }

    @Test
    public void shouldBeNobodyWithoutAConfiguration() throws Exception {
        assertThat(find("r.example")).isEqualTo(NOBODY);
    }

    @Test
    public void shouldAskTheHelperOfTheRegistryBeforeTheStore() throws Exception {
        config(AUTHS + ", \"credHelpers\": {\"h.example\": \"own\", \"https://index.docker.io/v1/\": \"own\"},"
                + " \"credsStore\": \"all\"}");
        helper("own", "read server; printf '{\"Username\":\"%s\",\"Secret\":\"s\"}' \"$server\"");
        helper(
                "all",
                "read server; [ $server = s.example ] || { echo credentials not found in native keychain;"
                        + " exit 1; }; echo '{\"Username\":\"<token>\",\"Secret\":\"t\"}'");

        assertThat(find("h.example").username()).isEqualTo("h.example");
        assertThat(find("s.example").isIdentityToken()).isTrue();
        // The store has nothing for it: what is written down counts.
        assertThat(find("r.example:5000").username()).isEqualTo("me");
    }

    @Test
    public void shouldSayWhatIsBrokenAndShowNoPassword() throws Exception {
        config("{\"auths\": {\"r.example\": {\"auth\": \"se cret\"}}");
        assertFails("config.json", "it is no JSON");

        config("{\"auths\": {\"r.example\": {\"auth\": \"c2VjcmV0\"}}}");
        assertFails("its entry for r.example is no login");

        config("{\"credsStore\": \"../evil\"}");
        assertFails("no name of a program");

        config("{\"credsStore\": \"none\"}");
        assertFails("docker-credential-none");

        config("{\"credsStore\": \"broken\"}");
        helper("broken", "echo secret; exit 3");
        assertFails("docker-credential-broken exited with status 3");

        helper("broken", "echo secret");
        assertFails("something else than JSON");
    }

    private void assertFails(String... parts) {
        assertThatThrownBy(() -> find("r.example"))
                .isInstanceOf(OperationFailedException.class)
                .hasMessageContainingAll(parts)
                .hasMessageNotContaining("secret");
    }

    private RegistryLogin find(String registry) throws InterruptedException {
        return DockerLogins.orGiven(host(), registry, NOBODY);
    }

    private LocalHost host() {
        String home = folder.getRoot().toString();
        return new LocalHost(
                folder.getRoot().toPath(), Map.of("HOME", home, "PATH", home + ":" + System.getenv("PATH")));
    }

    private void config(String json) throws IOException {
        Path directory = Files.createDirectories(folder.getRoot().toPath().resolve(".docker"));
        Files.writeString(directory.resolve("config.json"), json);
    }

    private void helper(String name, String script) throws IOException {
        Path program = folder.getRoot().toPath().resolve("docker-credential-" + name);
        Files.writeString(program, "#!/bin/sh\n[ \"$1\" = get ] || exit 9\n" + script + "\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
    }
}
