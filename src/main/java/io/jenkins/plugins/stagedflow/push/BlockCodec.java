package io.jenkins.plugins.stagedflow.push;

/** Compresses the blocks of a layer, each without waiting for the one before. One thread at a time. */
interface BlockCodec extends AutoCloseable {
    /** Returns the most bytes a block can become. */
    int bound(int length);

    /** Compresses a block and returns how many bytes it became. */
    int compress(Block block);

    /** Returns what stands before the first block. */
    byte[] header();

    /** Returns what stands after the last block, of a layer with that CRC-32 and length. */
    byte[] trailer(long crc, long length);

    @Override
    void close();
}
