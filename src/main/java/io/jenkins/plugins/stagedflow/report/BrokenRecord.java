package io.jenkins.plugins.stagedflow.report;

/**
 * A file that should tell about a stage and does not.
 *
 * @param file its name
 * @param reason what is wrong with it
 */
public record BrokenRecord(String file, String reason) {}
