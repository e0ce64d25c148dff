package io.jenkins.plugins.stagedflow.git;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * The same for a remote that speaks no version 2, as an OpenSSH server that does not take the variable that asks for it.
 *
 * @see <a href="https://git-scm.com/docs/gitprotocol-pack">the pack protocol</a>
 */
final class OldHandout {
    private OldHandout() {}

    /** Returns the object of a tag that the remote has just named. */
    static Optional<TagObject> tag(Conversation conversation, RemoteRef tag) throws IOException {
        byte[] request = new PacketWriter()
                .line("want " + tag.object() + " no-progress agent=staged-flow")
                .flush()
                .line("have " + tag.commit())
                .line("done")
                .bytes();
        InputStream answer = conversation.answer(request);
        // Either ACK or NAK; then, without side bands, the pack as it is.
        new Packets(answer).next();
        return Pack.find(answer.readAllBytes(), tag.object());
    }
}
