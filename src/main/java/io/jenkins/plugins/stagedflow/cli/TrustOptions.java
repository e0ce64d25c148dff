package io.jenkins.plugins.stagedflow.cli;

import picocli.CommandLine.Option;

/** How a registry is reached, if not as usual. */
final class TrustOptions {
    @Option(
            names = "--ca",
            paramLabel = "FILE",
            defaultValue = "",
            description = "Trust the certificates of this file (PEM) too.")
    private String ca;

    @Option(
            names = "--plain-http",
            description = "Speak to registries without TLS; to those on this machine it is spoken so anyway.")
    private boolean plainHttp;

    String ca() {
        return ca;
    }

    boolean isPlainHttp() {
        return plainHttp;
    }
}
