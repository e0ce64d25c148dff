package io.jenkins.plugins.stagedflow.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.stagedflow.git.GitAddress;
import io.jenkins.plugins.stagedflow.git.GitLogin;
import io.jenkins.plugins.stagedflow.host.HostPath;
import io.jenkins.plugins.stagedflow.host.InvalidRequestException;
import io.jenkins.plugins.stagedflow.host.Secret;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.junit.Test;

public class CalverReleaseRequestTest {
    private static final String DIGEST = "sha256:" + "a".repeat(64);

    @Test
    public void shouldHaveTheDefaultsOfTheStep() {
        CalverReleaseRequest request = valid().build();

        assertThat(request.remote()).isEqualTo("origin");
        assertThat(request.zone()).hasToString("UTC");
        assertThat(request.dryRun()).isFalse();
        assertThat(request.images().get("backend").source()).hasToString("registry.example/demo/backend:latest");
    }

    @Test
    public void shouldTakeTheDigestOfAnImageInsteadOfTheTag() {
        CalverReleaseRequest request =
                valid().digests(Map.of("base", DIGEST)).from("sha-1234567").build();

        assertThat(request.images().get("base").source()).hasToString("registry.example/demo/base@" + DIGEST);
        assertThat(request.images().get("backend").source()).hasToString("registry.example/demo/backend:sha-1234567");
        assertThat(request.images().keySet()).containsExactly("base", "backend");
    }

    @Test
    public void shouldRefuseWhatCannotBeMeantAndNameTheField() {
        refuses("images", builder -> builder.images(List.of()));
        refuses("images", builder -> builder.images(List.of("a;b")));
        refuses("images", builder -> builder.images(List.of("a", "a")));
        refuses("registry", builder -> builder.registry("https://registry.example"));
        refuses("namespace", builder -> builder.namespace("Demo"));
        refuses("from", builder -> builder.from("t".repeat(200)));
        refuses("digests", builder -> builder.digests(Map.of("ghost", DIGEST)));
        refuses("digests", builder -> builder.digests(Map.of("base", "sha256:1")));
        refuses("commit", builder -> builder.commit("main"));
        refuses("commit", builder -> builder.commit("ABCDEF"));
        refuses("zone", builder -> builder.zone("Mars/Olympus"));
        refuses("zone", builder -> builder.zone(""));
        refuses("directory", builder -> builder.directory("a\nb"));
        refuses("tagger", builder -> builder.tagger(new Tagger("A <b>", "a@b")));
        refuses("tagger", builder -> builder.tagger(new Tagger("A", "a b")));
    }

    @Test
    public void shouldRefuseWhatIsNoRemote() {
        for (String remote : List.of(
                "",
                "  ",
                "-o",
                "a\nb",
                "ssh://git:pw@host.example/a.git",
                "ssh://host.example",
                "git+ssh://host.example/a.git",
                "git@host.example:",
                "host.example:-oProxyCommand=id",
                "s3://bucket/a.git",
                "ftp://host.example/a.git",
                "ext::sh -c id",
                "http:///a.git")) {
            refuses("remote", builder -> builder.remote(remote));
        }
    }

    @Test
    public void shouldTakeNamesPathsAndUrls() {
        for (String remote : List.of(
                "origin",
                "up_stream.2",
                "/srv/a.git",
                "./a.git",
                "../a b.git",
                "file:///srv/a.git",
                "git://127.0.0.1:9418/a.git",
                "http://127.0.0.1/a.git",
                "https://host.example/team/a.git")) {
            assertThat(valid().remote(remote).build().remote()).isEqualTo(remote);
        }
    }

    @Test
    public void shouldNotPrintWhoIsNamedInARefusedRemote() {
        for (String remote : List.of(
                "https://me:hunter2@host.example/a.git",
                "https://hunter2@host.example/a.git",
                "https://me:hunter2 @host.example/a.git",
                "https://me:hunt%zzhunter2@host.example/a.git",
                "git://me:hunter2@host.example/a.git",
                "file://me:hunter2@host.example/a.git",
                "ssh://me:hunter2@host.example/a.git",
                "me:hunter2@host.example:a.git",
                "https://me:x@hunter2@host.example/a.git",
                "https://me:hunter2\n@host.example/a.git")) {
            assertThatThrownBy(() -> valid().remote(remote).build())
                    .as(remote)
                    .isInstanceOf(InvalidRequestException.class)
                    .hasMessageStartingWith("remote: ")
                    .hasMessageNotContaining("hunter2");
        }
    }

    @Test
    public void shouldResolveARelativePathInTheDirectory() {
        HostPath directory = new HostPath("/srv/app");

        assertThat(GitAddress.absolute("../remote.git", directory)).isEqualTo("/srv/app/../remote.git");
        assertThat(GitAddress.absolute("/remote.git", directory)).isEqualTo("/remote.git");
        assertThat(GitAddress.absolute("git://host.example/a", directory)).isEqualTo("git://host.example/a");
    }

    @Test
    public void shouldNotShowThePasswordOfALogin() {
        GitLogin login = new GitLogin("me", Secret.of("hunter2"));

        assertThat(login.toString()).contains("me").doesNotContain("hunter2");
        assertThat(GitLogin.anonymous().secrets()).isEmpty();
    }

    @Test
    public void shouldSendTasksToAHostAndResultsBack() throws Exception {
        GitLogin login = new GitLogin("me", Secret.of("hunter2"));
        CalendarVersion version = CalendarVersion.first("2026.2.");
        GitSource source = new GitSource("/srv/a.git", login, "c".repeat(40));
        TagText text = new TagText(Tagger.DEFAULT, "", Instant.EPOCH, new TreeMap<>(), "1");
        Reservation reservation = new Reservation(version, "c".repeat(40), "", true, new TreeMap<>(), false);
        for (Serializable value : List.of(
                new ReserveVersion(source, new ArrayList<>(List.of("2026.2.")), text, true),
                new ChangeTag(source, reservation, text.tag(version, "c".repeat(40))),
                new FindDigests(
                        new ArrayList<>(valid().build().images().values()),
                        "",
                        Map.of(),
                        valid().build().login()),
                reservation)) {
            assertThat(copied(value).toString()).isEqualTo(value.toString()).doesNotContain("hunter2");
        }
    }

    private static Object copied(Serializable value) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream output = new ObjectOutputStream(bytes)) {
            output.writeObject(value);
        }
        return new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())).readObject();
    }

    private static void refuses(String field, UnaryOperator<CalverReleaseRequest.Builder> change) {
        assertThatThrownBy(() -> change.apply(valid()).build())
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageStartingWith(field + ": ");
    }

    private static CalverReleaseRequest.Builder valid() {
        return CalverReleaseRequest.builder()
                .images(List.of("base", "backend"))
                .registry("registry.example")
                .namespace("demo");
    }
}
