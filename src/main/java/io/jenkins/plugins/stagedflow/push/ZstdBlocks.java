package io.jenkins.plugins.stagedflow.push;

import io.airlift.compress.zstd.ZstdCompressor;

/**
 * Blocks as frames of zstd, one after the other: together they decompress to the layer.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8878#name-frames">RFC 8878</a>
 */
final class ZstdBlocks implements BlockCodec {
    private static final byte[] NOTHING = {};

    private final ZstdCompressor compressor = new ZstdCompressor();

    @Override
    public int bound(int length) {
        return compressor.maxCompressedLength(length);
    }

    @Override
    public int compress(Block block) {
        byte[] output = block.output();
        return compressor.compress(block.input(), block.dictionary(), block.length(), output, 0, output.length);
    }

    @Override
    public byte[] header() {
        return NOTHING;
    }

    @Override
    public byte[] trailer(long crc, long length) {
        return NOTHING;
    }

    @Override
    public void close() {
        // It holds nothing.
    }
}
