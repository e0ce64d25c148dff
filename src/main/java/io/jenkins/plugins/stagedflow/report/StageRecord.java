package io.jenkins.plugins.stagedflow.report;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What a stage of a flow did.
 *
 * @param stage its name
 * @param kind what it does
 * @param outcome how it ended
 * @param seconds how long it took
 * @param message why it failed or was skipped, or another line about it; may be empty
 * @param result the result of its operation as JSON; a missing node if there is none
 */
public record StageRecord(
        String stage, StageKind kind, StageOutcome outcome, double seconds, String message, JsonNode result) {}
