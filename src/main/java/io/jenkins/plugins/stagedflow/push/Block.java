package io.jenkins.plugins.stagedflow.push;

import java.io.IOException;
import java.io.InputStream;

/** A piece of a layer with what precedes it, and room for what it becomes. Used again and again. */
final class Block {
    static final int SIZE = 1 << 20;
    static final int MOST_DICTIONARY = 32 << 10;

    private final byte[] input = new byte[MOST_DICTIONARY + SIZE];
    private final byte[] output;
    private int dictionary;
    private int length;
    private int compressed;
    private boolean last;

    Block(int bound) {
        output = new byte[bound];
    }

    /** Takes as many bytes as there are and fit. */
    void fill(byte[] before, int beforeLength, InputStream layer) throws IOException {
        System.arraycopy(before, 0, input, 0, beforeLength);
        dictionary = beforeLength;
        length = layer.readNBytes(input, dictionary, SIZE);
        last = length < SIZE;
    }

    /** Copies the end of what was taken, and returns how much that is. */
    int copyEnd(byte[] to) {
        int count = Math.min(to.length, length);
        System.arraycopy(input, dictionary + length - count, to, 0, count);
        return count;
    }

    void compress(BlockCodec codec) {
        compressed = codec.compress(this);
    }

    byte[] input() {
        return input;
    }

    byte[] output() {
        return output;
    }

    int dictionary() {
        return dictionary;
    }

    int length() {
        return length;
    }

    int compressed() {
        return compressed;
    }

    boolean isLast() {
        return last;
    }
}
