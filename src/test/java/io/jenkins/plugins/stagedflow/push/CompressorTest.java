package io.jenkins.plugins.stagedflow.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.airlift.compress.zstd.ZstdInputStream;
import io.jenkins.plugins.stagedflow.registry.Blob;
import io.jenkins.plugins.stagedflow.registry.Digests;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class CompressorTest {
    private static final int[] LENGTHS = {0, 1, Block.SIZE - 1, Block.SIZE, Block.SIZE + 1, 5 * Block.SIZE + 12_345};

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private int files;

    @Test
    public void shouldMakeOneGzipMemberThatOthersRead() throws Exception {
        for (int length : LENGTHS) {
            byte[] layer = text(length);
            try (InputStream read =
                    new GZIPInputStream(compressed(layer, Compression.GZIP, 2).open(0))) {
                assertThat(read.readAllBytes()).isEqualTo(layer);
            }
        }
    }

    @Test
    public void shouldMakeZstdFramesThatOthersRead() throws Exception {
        for (int length : LENGTHS) {
            byte[] layer = text(length);
            try (InputStream read =
                    new ZstdInputStream(compressed(layer, Compression.ZSTD, 2).open(0))) {
                assertThat(read.readAllBytes()).isEqualTo(layer);
            }
        }
    }

    @Test
    public void shouldMakeTheSameOfTheSameOnAnyNumberOfCores() throws Exception {
        byte[] layer = text(5 * Block.SIZE + 7);

        Blob one = compressed(layer, Compression.GZIP, 1).whole();

        assertThat(compressed(layer, Compression.GZIP, 7).whole()).isEqualTo(one);
    }

    @Test
    public void shouldTakeBytesThatCannotBeCompressed() throws Exception {
        byte[] layer = new byte[3 * Block.SIZE];
        new Random(1).nextBytes(layer);

        Spool spool = compressed(layer, Compression.GZIP, 2);

        try (InputStream read = new GZIPInputStream(spool.open(0))) {
            assertThat(read.readAllBytes()).isEqualTo(layer);
        }
        assertThat(spool.whole().size()).isLessThan(layer.length + layer.length / 1000);
    }

    @Test
    public void shouldFailWhoReadsWhenTheSpoolFails() throws Exception {
        try (Spool spool = spool()) {
            spool.append(new byte[10], 10);
            spool.fail(new IOException("the engine is gone"));

            assertThatThrownBy(() -> spool.open(0).readAllBytes()).hasMessageContaining("the engine is gone");
            assertThatThrownBy(spool::whole).hasMessageContaining("the engine is gone");
        }
    }

    private Spool compressed(byte[] layer, Compression compression, int cores) throws Exception {
        Spool spool = spool();
        try (Compressor compressor = new Compressor(compression, cores)) {
            Compressor.Layer read = compressor.compress(new ByteArrayInputStream(layer), spool);
            compressor.end(read, spool);
            assertThat(read.diffId()).isEqualTo(Digests.of(layer));
            spool.whole();
        }
        return spool;
    }

    private Spool spool() throws IOException {
        files++;
        return new Spool(folder.getRoot().toPath().resolve("spool" + files));
    }

    private static byte[] text(int length) {
        byte[] text = new byte[length];
        Random random = new Random(7);
        for (int i = 0; i < length; i++) {
            text[i] = (byte) ('a' + (i % 97 == 0 ? random.nextInt(26) : i / 3 % 26));
        }
        return text;
    }
}
