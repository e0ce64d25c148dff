package io.jenkins.plugins.stagedflow.push;

import io.jenkins.plugins.stagedflow.registry.ImageReference;

/**
 * One image to push.
 *
 * @param name how it is called in messages and results
 * @param local how it is called where it comes from
 * @param remote where it goes
 */
record PlannedPush(String name, String local, ImageReference remote) implements java.io.Serializable {
    PlannedPush from(String found) {
        return new PlannedPush(name, found, remote);
    }
}
