package io.jenkins.plugins.stagedflow.push;

import io.jenkins.plugins.stagedflow.registry.Digests;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.CRC32;

/**
 * Compresses layers on all cores in a few blocks of memory: who reads them waits when the cores or the disk cannot keep up.
 * Several threads may feed it, each a layer of its own.
 */
final class Compressor implements AutoCloseable {
    private static final int MOST_CORES = 16;
    private static final String SHA256 = "sha256:";

    private final BlockingQueue<Block> free;
    private final BlockingQueue<BlockCodec> codecs;
    private final BlockCodec format;
    private final ExecutorService cores;
    private final ExecutorService writer = Executors.newSingleThreadExecutor();

    Compressor(Compression compression, int availableCores) {
        int count = Math.max(1, Math.min(MOST_CORES, availableCores));
        cores = Executors.newFixedThreadPool(count);
        format = compression.codec();
        codecs = new ArrayBlockingQueue<>(count);
        free = new ArrayBlockingQueue<>(2 * count + 2);
        for (int i = 0; i < count; i++) {
            codecs.add(compression.codec());
        }
        while (free.remainingCapacity() > 0) {
            free.add(new Block(format.bound(Block.SIZE)));
        }
    }

    /**
     * Compresses a layer into a spool, which is not at its end before {@link #end} is called.
     *
     * @throws IOException if the layer cannot be read, or the spool takes no more
     */
    Layer compress(InputStream bytes, Spool spool) throws IOException, InterruptedException {
        MessageDigest hash = Digests.hash(SHA256);
        CRC32 crc = new CRC32();
        byte[] tail = new byte[Block.MOST_DICTIONARY];
        int tailLength = 0;
        long length = 0;
        writer.execute(() -> spool.append(format.header(), format.header().length));
        boolean more = true;
        while (more) {
            spool.requireNoFailure();
            Block block = free.take();
            fill(block, tail, tailLength, bytes);
            tailLength = block.copyEnd(tail);
            hash.update(block.input(), block.dictionary(), block.length());
            crc.update(block.input(), block.dictionary(), block.length());
            length += block.length();
            more = !block.isLast();
            submit(block, spool);
        }
        return new Layer(Digests.text(SHA256, hash.digest()), length, crc.getValue());
    }

    /** Ends the spool once all blocks of the layer are in it. */
    void end(Layer layer, Spool spool) {
        byte[] trailer = format.trailer(layer.crc, layer.length);
        writer.execute(() -> {
            spool.append(trailer, trailer.length);
            spool.end();
        });
    }

    @Override
    public void close() {
        cores.shutdownNow();
        writer.shutdownNow();
        format.close();
        codecs.forEach(BlockCodec::close);
    }

    private void fill(Block block, byte[] tail, int tailLength, InputStream bytes) throws IOException {
        try {
            block.fill(tail, tailLength, bytes);
        } catch (IOException e) {
            free.add(block);
            throw e;
        }
    }

    private void submit(Block block, Spool spool) {
        Future<?> compressed = cores.submit(() -> compress(block));
        writer.execute(() -> {
            try {
                compressed.get();
                spool.append(block.output(), block.compressed());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (ExecutionException e) {
                spool.fail(new IOException("a block could not be compressed: " + e.getCause(), e));
            } finally {
                free.add(block);
            }
        });
    }

    private Block compress(Block block) throws InterruptedException {
        BlockCodec codec = codecs.take();
        try {
            block.compress(codec);
        } finally {
            codecs.add(codec);
        }
        return block;
    }

    /**
     * A layer that was read.
     *
     * @param diffId the digest of its bytes
     * @param length how many they are
     * @param crc their CRC-32
     */
    record Layer(String diffId, long length, long crc) {}
}
