package io.jenkins.plugins.stagedflow.scan;

import java.io.Serializable;

/**
 * A software bill of materials that was written.
 *
 * @param name how the request calls what it is about
 * @param source the directory, or the image by digest
 * @param generator the program that made it and its version, such as Syft 1.38.0
 * @param packages how many packages it lists, direct and transitive dependencies alike
 * @param path the SPDX document on the host
 */
public record Sbom(String name, String source, String generator, int packages, String path) implements Serializable {}
