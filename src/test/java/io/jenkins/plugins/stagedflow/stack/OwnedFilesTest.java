package io.jenkins.plugins.stagedflow.stack;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.stagedflow.host.HostPath;
import io.jenkins.plugins.stagedflow.host.LocalHost;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class OwnedFilesTest {
    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    @Test
    public void shouldRemoveWhatItMadeAndNothingElse() throws Exception {
        Files.writeString(file("there before"), "theirs");
        write("there before", "ours");
        write("made", "ours");
        write("made", "ours again");
        write("changed since", "ours");
        Files.writeString(file("changed since"), "edited by hand");

        assertThat(owned().remove()).containsExactly(file("made").toString());

        assertThat(file("made")).doesNotExist();
        assertThat(file("there before")).exists();
        assertThat(file("changed since")).hasContent("edited by hand");
        assertThat(owned().remove()).isEmpty();
        assertThat(file("state")).isEmptyDirectory();
    }

    private void write(String name, String text) throws IOException {
        owned().claim(new HostPath(file(name).toString()), text.getBytes(StandardCharsets.UTF_8));
        Files.writeString(file(name), text);
    }

    private OwnedFiles owned() {
        return new OwnedFiles(
                new LocalHost(folder.getRoot().toPath(), Map.of()),
                new HostPath(file("state").toString()));
    }

    private Path file(String name) {
        return folder.getRoot().toPath().resolve(name);
    }
}
