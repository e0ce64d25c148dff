package io.jenkins.plugins.stagedflow.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.stagedflow.registry.Digests;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** The archive that engines since 25 make: an OCI layout with layers that are not compressed. */
public class EngineExportTest {
    private static final String BASE = "base ".repeat(1_000);
    private static final String ONE = "one ".repeat(1_000);
    private static final String TWO = "two ".repeat(1_000);

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private final List<String> archived = new ArrayList<>();
    private final List<String> taken = new ArrayList<>();
    private final Set<String> wanted = new TreeSet<>();

    @Test
    public void shouldHandOutLayersAndConfigurationsOfALayoutOnceEach() throws Exception {
        LocalImage one = image("{\"one\":1}", BASE, ONE);
        LocalImage two = image("{\"two\":2}", BASE, TWO);
        blob("{\"mediaType\":\"application/vnd.oci.image.manifest.v1+json\"}");
        file("index.json", "{}");
        file("manifest.json", "[]");
        file("oci-layout", "{}");

        read(archive(Integer.MAX_VALUE), one, two);

        assertThat(taken)
                .containsExactlyInAnyOrder(
                        "layer " + Digests.of(bytes(BASE)),
                        "layer " + Digests.of(bytes(ONE)),
                        "layer " + Digests.of(bytes(TWO)),
                        "configuration " + one.id(),
                        "configuration " + two.id());
    }

    @Test
    public void shouldReadNoFurtherThanItsOwnImagesNeed() throws Exception {
        LocalImage one = image("{\"one\":1}", ONE);
        // Two headers and two contents, in blocks of 512 bytes, and a little of what follows.
        int enough = 512 + 4096 + 512 + 512 + 100;
        blob(BASE.repeat(100));
        wanted.add("sha256:" + "0".repeat(64));

        read(archive(enough), one);

        assertThat(taken).hasSize(2);
        assertThat(wanted).hasSize(1);
    }

    @Test
    public void shouldSayThatTheArchiveEndsBeforeWhatIsWanted() throws Exception {
        LocalImage one = image("{\"one\":1}", ONE, TWO);

        assertThatThrownBy(() -> read(archive(1_000), one)).isInstanceOf(EOFException.class);
    }

    private void read(byte[] archive, LocalImage... images) throws Exception {
        new EngineExport(new TarReader(new ByteArrayInputStream(archive)), List.of(images), new Taking()).read();
    }

    private LocalImage image(String configuration, String... layers) throws IOException {
        List<String> digests = new ArrayList<>();
        for (String layer : layers) {
            digests.add(blob(layer));
        }
        String id = blob(configuration);
        wanted.add(id);
        wanted.addAll(digests);
        return new LocalImage("app", id, digests);
    }

    private String blob(String content) throws IOException {
        String digest = Digests.of(bytes(content));
        file("blobs/" + digest.replace(':', '/'), content);
        return digest;
    }

    private void file(String path, String content) throws IOException {
        Path file = folder.getRoot().toPath().resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
        if (!archived.contains(path)) {
            archived.add(path);
        }
    }

    private byte[] archive(int most) throws Exception {
        Process tar = new ProcessBuilder(Stream.concat(Stream.of("tar", "-cf", "-"), archived.stream())
                        .toList())
                .directory(folder.getRoot())
                .start();
        byte[] all = tar.getInputStream().readAllBytes();
        assertThat(tar.waitFor()).isZero();
        return all.length <= most ? all : Arrays.copyOf(all, most);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private final class Taking implements ImageStore.Receiver {
        @Override
        public boolean wants(String digest) {
            return wanted.contains(digest);
        }

        @Override
        public void configuration(String digest, byte[] content) {
            assertThat(Digests.of(content)).isEqualTo(digest);
            wanted.remove(digest);
            taken.add("configuration " + digest);
        }

        @Override
        public void layer(Optional<String> digest, long size, InputStream bytes) throws IOException {
            byte[] content = bytes.readAllBytes();
            assertThat(content).hasSize((int) size);
            wanted.remove(digest.orElseThrow());
            taken.add("layer " + Digests.of(content));
        }
    }
}
