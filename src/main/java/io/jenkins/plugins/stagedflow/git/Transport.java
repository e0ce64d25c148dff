package io.jenkins.plugins.stagedflow.git;

import java.io.IOException;

/** A way to the services of a remote. */
@FunctionalInterface
interface Transport {
    /** Asks for the second version of the protocol. */
    String VERSION_2 = "version=2";

    /** Begins a conversation. */
    Conversation open(Service service) throws IOException;
}
