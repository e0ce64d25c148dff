package io.jenkins.plugins.stagedflow.push;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.stagedflow.host.InvalidRequestException;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * How layers are compressed that are not yet.
 *
 * @see <a href="https://github.com/opencontainers/image-spec/blob/v1.1.1/layer.md">OCI layers</a>
 */
public enum Compression {
    /** What every engine can read. The manifest is of the type that Docker itself writes. */
    GZIP(
            GzipBlocks::new,
            "application/vnd.docker.distribution.manifest.v2+json",
            "application/vnd.docker.container.image.v1+json",
            "application/vnd.docker.image.rootfs.diff.tar.gzip"),
    /** Smaller and faster to read, for engines that know it. The manifest is one of OCI: Docker's has no such layers. */
    ZSTD(
            ZstdBlocks::new,
            "application/vnd.oci.image.manifest.v1+json",
            "application/vnd.oci.image.config.v1+json",
            "application/vnd.oci.image.layer.v1.tar+zstd");

    private final Supplier<BlockCodec> codec;
    private final String manifestType;
    private final String configType;
    private final String layerType;

    Compression(Supplier<BlockCodec> codec, String manifestType, String configType, String layerType) {
        this.codec = codec;
        this.manifestType = manifestType;
        this.configType = configType;
        this.layerType = layerType;
    }

    /**
     * Returns the compression of that name.
     *
     * @throws InvalidRequestException if there is none; names the field
     */
    public static Compression named(@CheckForNull String name) {
        return Arrays.stream(values())
                .filter(value -> value.toString().equals(name))
                .findFirst()
                .orElseThrow(() -> new InvalidRequestException(
                        "compression",
                        String.valueOf(name),
                        Arrays.stream(values()).map(Compression::toString).collect(Collectors.joining(" or "))));
    }

    BlockCodec codec() {
        return codec.get();
    }

    String manifestType() {
        return manifestType;
    }

    String configType() {
        return configType;
    }

    String layerType() {
        return layerType;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
