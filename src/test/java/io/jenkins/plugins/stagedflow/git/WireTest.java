package io.jenkins.plugins.stagedflow.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.Test;

public class WireTest {
    private static final String ID = "a".repeat(40);
    private static final String OTHER = "b".repeat(40);

    @Test
    public void shouldReadLinesUpToWhatSeparates() throws Exception {
        byte[] bytes = new PacketWriter()
                .line("one")
                .line("two ä")
                .flush()
                .line("three")
                .delimiter()
                .bytes();
        Packets packets = new Packets(bytes);

        assertThat(packets.lines()).containsExactly("one", "two ä");
        assertThat(packets.lines()).containsExactly("three");
        assertThatThrownBy(packets::next).isInstanceOf(EOFException.class);
    }

    @Test
    public void shouldTellTheErrorOfTheRemoteInItsWords() {
        Packets packets = new Packets(new PacketWriter()
                .line("ERR access denied or repository not exported")
                .bytes());

        assertThatThrownBy(packets::lines)
                .isInstanceOf(IOException.class)
                .hasMessage("access denied or repository not exported");
    }

    @Test
    public void shouldTakeDataAndWordsApart() throws Exception {
        PacketWriter writer = new PacketWriter();
        channel(writer, 1, "da");
        channel(writer, 2, "hook says\n");
        channel(writer, 1, "ta");
        StringBuilder said = new StringBuilder();

        assertThat(new Packets(writer.flush().bytes()).data(said)).isEqualTo("data".getBytes(StandardCharsets.UTF_8));
        assertThat(said.toString()).startsWith("hook says");

        PacketWriter fatal = new PacketWriter();
        channel(fatal, 3, "out of disk");
        assertThatThrownBy(() -> new Packets(fatal.flush().bytes()).data(said)).hasMessage("out of disk");
    }

    @Test
    public void shouldReadRefsOfBothVersions() throws Exception {
        assertThat(RemoteRef.parse(ID + " refs/tags/1 peeled:" + OTHER))
                .isEqualTo(new RemoteRef("refs/tags/1", ID, OTHER));
        assertThat(RemoteRef.unpeeled(List.of(ID + " refs/tags/1", OTHER + " refs/tags/1^{}", OTHER + " refs/tags/2")))
                .containsExactly(new RemoteRef("refs/tags/1", ID, OTHER), new RemoteRef("refs/tags/2", OTHER, OTHER));
        assertThat(Greeting.read(greeting("version 2", "ls-refs", "object-format=sha1"))
                        .isVersion2())
                .isTrue();
        assertThat(Greeting.read(greeting(ID + " HEAD\0multi_ack agent=git/2", ID + " refs/heads/main"))
                        .refs())
                .extracting(RemoteRef::name)
                .containsExactly("HEAD", "refs/heads/main");
        assertThat(Greeting.read(greeting("0".repeat(40) + " capabilities^{}\0report-status"))
                        .refs())
                .isEmpty();
        assertThatThrownBy(() -> Greeting.read(greeting("version 2", "object-format=sha256")))
                .hasMessageContaining("SHA-256");
        assertThatThrownBy(() -> RemoteRef.parse("not a ref")).hasMessageContaining("git's protocol");
    }

    @Test
    public void shouldPackATagAndFindItAgain() throws Exception {
        for (int length : new int[] {0, 1, 15, 16, 2_000, 100_000}) {
            TagObject tag = tag("x".repeat(length));

            byte[] pack = Pack.of(tag);

            assertThat(Pack.find(pack, tag.id()).orElseThrow().bytes()).isEqualTo(tag.bytes());
            assertThat(Pack.find(pack, OTHER)).isEmpty();
        }
    }

    @Test
    public void shouldEndWithAnIOExceptionOrNothingWhateverIsSent() throws Exception {
        Random random = new Random(20_260_223);
        TagObject tag = tag("message");
        byte[] pack = Pack.of(tag);
        byte[] lines = new PacketWriter().line(ID + " refs/tags/1").flush().bytes();
        for (int round = 0; round < 5_000; round++) {
            byte[] damaged = damaged(pack, random);
            byte[] told = damaged(lines, random);
            try {
                Pack.find(damaged, tag.id())
                        .ifPresent(found -> assertThat(found.bytes()).isEqualTo(tag.bytes()));
                Greeting.read(new Packets(told));
            } catch (IOException e) {
                assertThat(e).hasMessageNotContaining("\0");
            }
        }
    }

    @Test
    public void shouldKnowWhenAnotherPushWasFaster() {
        assertThat(TagPush.declined("failed to update ref", "").contended()).isTrue();
        assertThat(TagPush.declined("reference already exists", "").contended()).isTrue();
        assertThat(TagPush.declined("cannot lock ref 'refs/tags/1'", "").contended())
                .isTrue();
        TagPush hook = TagPush.declined("pre-receive hook declined", "no releases\non Fridays\n");
        assertThat(hook.contended()).isFalse();
        assertThat(hook.reason())
                .isEqualTo("the remote declined: pre-receive hook declined (no releases / on Fridays)");
        assertThat(TagPush.declined("missing necessary objects", "").lacksObjects())
                .isTrue();
    }

    private static byte[] damaged(byte[] bytes, Random random) {
        byte[] copy = Arrays.copyOf(bytes, random.nextInt(4) == 0 ? random.nextInt(bytes.length) : bytes.length);
        for (int i = random.nextInt(4); i > 0 && copy.length > 0; i--) {
            copy[random.nextInt(copy.length)] = (byte) random.nextInt();
        }
        return copy;
    }

    private static Packets greeting(String... lines) {
        PacketWriter writer = new PacketWriter();
        Arrays.stream(lines).forEach(writer::line);
        return new Packets(writer.flush().bytes());
    }

    private static void channel(PacketWriter writer, int channel, String text) {
        byte[] content = ((char) channel + text).getBytes(StandardCharsets.UTF_8);
        writer.raw("%04x".formatted(content.length + 4).getBytes(StandardCharsets.US_ASCII))
                .raw(content);
    }

    private static TagObject tag(String message) {
        return TagObject.of("2026.2.0", ID, "Ann", "ann@localhost", Instant.EPOCH, message + "\n");
    }
}
