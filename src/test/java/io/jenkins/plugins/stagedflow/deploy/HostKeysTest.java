package io.jenkins.plugins.stagedflow.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.stagedflow.host.Command;
import io.jenkins.plugins.stagedflow.host.Console;
import io.jenkins.plugins.stagedflow.host.InvalidRequestException;
import io.jenkins.plugins.stagedflow.host.LocalHost;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Holds the reading of host keys against keys and files that OpenSSH's own ssh-keygen makes. */
public class HostKeysTest {
    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private String ed25519;
    private String rsa;

    @Before
    public void makeKeys() throws Exception {
        ed25519 = key("ed25519");
        rsa = key("rsa");
    }

    @Test
    public void shouldAcceptAPublicKeyALineOfKnownHostsAndAFingerprint() throws Exception {
        String fingerprint = fingerprint("ed25519");

        assertThat(pinned(ed25519).fingerprints("h", 22)).containsExactly(fingerprint);
        assertThat(pinned("h.example,10.0.0.1 " + ed25519 + " a comment").fingerprints("h", 22))
                .containsExactly(fingerprint);
        assertThat(pinned(fingerprint).fingerprints("h", 22)).containsExactly(fingerprint);
        assertThat(pinned(ed25519 + "\n# comment\n\n" + rsa).fingerprints("h", 22))
                .containsExactly(fingerprint, fingerprint("rsa"));
    }

    @Test
    public void shouldFindOnlyTheKeysOfTheHostInKnownHosts() throws Exception {
        HostKeys keys = known("a.example " + ed25519 + "\nb.example " + rsa + "\n");

        assertThat(keys.fingerprints("a.example", 22)).containsExactly(fingerprint("ed25519"));
        assertThat(keys.fingerprints("b.example", 22)).containsExactly(fingerprint("rsa"));
        assertThat(keys.fingerprints("c.example", 22)).isEmpty();
    }

    @Test
    public void shouldTellPortsApart() throws Exception {
        HostKeys keys = known("[a.example]:2222 " + ed25519 + "\na.example " + rsa + "\n");

        assertThat(keys.fingerprints("a.example", 2222)).containsExactly(fingerprint("ed25519"));
        assertThat(keys.fingerprints("a.example", 22)).containsExactly(fingerprint("rsa"));
        assertThat(keys.fingerprints("a.example", 2223)).isEmpty();
    }

    @Test
    public void shouldFindHashedNames() throws Exception {
        Path file = folder.newFile().toPath();
        Files.writeString(file, "[a.example]:2222 " + ed25519 + "\nb.example " + rsa + "\n");
        run("ssh-keygen", "-q", "-H", "-f", file.toString());
        HostKeys keys = known(Files.readString(file));

        assertThat(Files.readString(file)).startsWith("|1|").doesNotContain("example");
        assertThat(keys.fingerprints("a.example", 2222)).containsExactly(fingerprint("ed25519"));
        assertThat(keys.fingerprints("b.example", 22)).containsExactly(fingerprint("rsa"));
        assertThat(keys.fingerprints("a.example", 22)).isEmpty();
    }

    @Test
    public void shouldFindPatternsAndNegations() {
        HostKeys keys = known("*.example,!bad.example " + ed25519 + "\n");

        assertThat(keys.fingerprints("good.example", 22)).hasSize(1);
        assertThat(keys.fingerprints("bad.example", 22)).isEmpty();
    }

    @Test
    public void shouldNeverTrustARevokedKey() {
        HostKeys keys = known("a.example " + ed25519 + "\n@revoked * " + ed25519 + "\n");

        assertThat(keys.fingerprints("a.example", 22)).isEmpty();
    }

    @Test
    public void shouldNeverTrustARevokedKeyAtAnotherPortEither() throws Exception {
        HostKeys keys = known("[a.example]:2222 " + ed25519 + "\n@revoked * " + ed25519 + "\n");

        assertThat(keys.fingerprints("a.example", 2222)).isEmpty();
        assertThat(keys.revoked("a.example", 2222)).containsExactly(fingerprint("ed25519"));
    }

    @Test
    public void shouldNotTakeAnAuthorityForAKeyOfTheHost() {
        assertThat(known("@cert-authority *.example " + ed25519 + "\n").fingerprints("a.example", 22))
                .isEmpty();
    }

    @Test
    public void shouldLeaveOutKeysOfAnUnknownKind() throws Exception {
        HostKeys keys = known("a.example ssh-future AAAAB3NzaC1yc2E=\na.example " + ed25519 + "\n");

        assertThat(keys.fingerprints("a.example", 22)).containsExactly(fingerprint("ed25519"));
    }

    @Test
    public void shouldNameTheTypesOfTheKnownKeys() {
        assertThat(pinned(rsa).types("h", 22)).containsExactly("ssh-rsa");
        assertThat(known("h " + ed25519 + "\n").types("h", 22)).containsExactly("ssh-ed25519");
    }

    @Test
    public void shouldRefuseWhatIsNoKey() {
        assertThatThrownBy(() -> new HostKeys("", " ")).hasMessageStartingWith("hostKey: nothing is given");
        assertThatThrownBy(() -> pinned("ssh-ed25519 AAAAgarbage"))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageStartingWith("hostKey: 'ssh-ed25519 AAAAgarbage'");
        assertThatThrownBy(() -> pinned("SHA256:tooshort")).hasMessageStartingWith("hostKey: 'SHA256:tooshort'");
        assertThatThrownBy(() -> pinned("MD5:aa:bb")).isInstanceOf(InvalidRequestException.class);
        assertThat(known("a.example\n| |\nfoo bar baz\n").fingerprints("a.example", 22))
                .isEmpty();
        assertThat(known("a.example\n").types("a.example", 22)).isEmpty();
    }

    private static HostKeys pinned(String lines) {
        return new HostKeys(lines, "");
    }

    private static HostKeys known(String text) {
        return new HostKeys("", text);
    }

    private String key(String type) throws Exception {
        Path file = folder.getRoot().toPath().resolve(type);
        run("ssh-keygen", "-q", "-t", type, "-N", "", "-C", "", "-f", file.toString());
        return Files.readString(folder.getRoot().toPath().resolve(type + ".pub"))
                .strip();
    }

    private String fingerprint(String type) throws Exception {
        return run("ssh-keygen", "-l", "-f", folder.getRoot() + "/" + type + ".pub")
                .split(" ")[1];
    }

    private String run(String program, String... arguments) throws InterruptedException {
        return new LocalHost(folder.getRoot().toPath(), System.getenv())
                .run(Command.of(program, arguments).captured().build(), Console.silent())
                .orFail("run " + program, "")
                .output();
    }
}
