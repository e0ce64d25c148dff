package io.jenkins.plugins.stagedflow.runner.credentials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.stagedflow.host.LocalHost;
import io.jenkins.plugins.stagedflow.host.OperationFailedException;
import io.jenkins.plugins.stagedflow.host.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** The answers of secret-tool, given by a script of its name: a keyring belongs to a desktop. */
public class KeyringSourceTest {
    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    @Test
    public void shouldFindASecretByItsAttributes() throws Exception {
        secretTool("""
                [ "$*" = "lookup service staged-flow id registry field password" ] || exit 1
                printf 'pass word'
                """);

        assertThat(keyring().find("registry", CredentialField.PASSWORD).map(Secret::reveal))
                .contains("pass word");
        assertThat(keyring().find("registry", CredentialField.USERNAME)).isEmpty();
    }

    @Test
    public void shouldPassIdsAsTheyAre() throws Exception {
        secretTool("[ \"$5\" = '$(touch x); a b' ] && printf found; exit $?");

        assertThat(keyring().find("$(touch x); a b", CredentialField.TEXT).map(Secret::reveal))
                .contains("found");
    }

    @Test
    public void shouldSayAtOnceThatNoKeyringAnswers() throws Exception {
        secretTool("echo 'secret-tool: Cannot autolaunch D-Bus without X11 $DISPLAY' >&2; exit 1");

        assertThatThrownBy(this::keyring)
                .isInstanceOf(OperationFailedException.class)
                .hasMessageContaining("Could not ask the keyring: secret-tool: Cannot autolaunch D-Bus")
                .hasMessageContaining("use a credentials file");
    }

    @Test
    public void shouldSayThatTheProgramIsMissing() {
        assertThatThrownBy(this::keyring).hasMessageContaining("there is no program secret-tool on the PATH");
    }

    private KeyringSource keyring() {
        return KeyringSource.open(new LocalHost(folder.getRoot().toPath(), Map.of("PATH", folder.getRoot() + "")));
    }

    private void secretTool(String script) throws IOException {
        Path program = folder.getRoot().toPath().resolve("secret-tool");
        Files.writeString(program, "#!/bin/sh\n" + script);
        assertThat(program.toFile().setExecutable(true)).isTrue();
    }
}
