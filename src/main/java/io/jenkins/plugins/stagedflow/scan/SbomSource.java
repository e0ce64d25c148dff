package io.jenkins.plugins.stagedflow.scan;

/**
 * What a bill of materials is about.
 *
 * @param name how the request calls it
 * @param isImage whether it is an image, not a directory
 * @param location the directory, or the image by digest
 * @param digest the digest of the image, or an empty text
 */
record SbomSource(String name, boolean isImage, String location, String digest) {}
