package io.jenkins.plugins.stagedflow.runner;

import io.jenkins.plugins.stagedflow.runner.context.Result;
import io.jenkins.plugins.stagedflow.runner.context.StageNode;
import java.nio.file.Path;

/**
 * How a run ended.
 *
 * @param result its result
 * @param message why it did not succeed, or an empty text
 * @param tree its stages and branches
 * @param directory where its artifacts, records and logs are
 */
public record RunResult(Result result, String message, StageNode tree, Path directory) {}
