package io.jenkins.plugins.stagedflow.git;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Puts packet lines together. */
final class PacketWriter {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    PacketWriter line(String text) {
        byte[] content = (text + "\n").getBytes(StandardCharsets.UTF_8);
        raw("%04x".formatted(content.length + 4).getBytes(StandardCharsets.US_ASCII));
        return raw(content);
    }

    PacketWriter delimiter() {
        return raw("0001".getBytes(StandardCharsets.US_ASCII));
    }

    PacketWriter flush() {
        return raw("0000".getBytes(StandardCharsets.US_ASCII));
    }

    PacketWriter raw(byte[] content) {
        bytes.writeBytes(content);
        return this;
    }

    byte[] bytes() {
        return bytes.toByteArray();
    }
}
