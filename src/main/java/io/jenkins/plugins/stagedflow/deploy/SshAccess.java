package io.jenkins.plugins.stagedflow.deploy;

import java.io.Serializable;
import java.time.Duration;

/**
 * How the host reaches machines over SSH.
 *
 * @param agentSocket the path at which its ssh-agent listens; empty if none is asked
 * @param keepAlive how often a machine is asked for a sign of life
 */
record SshAccess(String agentSocket, Duration keepAlive) implements Serializable {}
