package io.jenkins.plugins.stagedflow.git;

import java.io.IOException;
import java.util.List;

/**
 * Asks the service that takes in.
 *
 * @param transport the way to it
 * @see <a href="https://git-scm.com/docs/gitprotocol-pack#_reference_update_request_and_packfile_transfer">the request</a>
 */
record Push(Transport transport) {
    // Every server of the last fifteen years has these, so that they need not be looked up in its greeting.
    private static final String CAPABILITIES = "report-status side-band-64k agent=staged-flow";

    /** Changes one ref; the pack is what the new object needs, empty for a deletion. */
    TagPush send(String ref, String former, String object, byte[] pack) throws IOException {
        byte[] request = new PacketWriter()
                .line(former + " " + object + " " + ref + "\0 " + CAPABILITIES)
                .flush()
                .raw(pack)
                .bytes();
        return Conversation.with(transport, Service.RECEIVE_PACK, conversation -> {
            if (conversation.isGreeted()) {
                new Packets(conversation.greeting()).skip();
            }
            StringBuilder said = new StringBuilder();
            byte[] report = new Packets(conversation.answer(request)).data(said);
            return result(new Packets(report).lines(), ref, said.toString());
        });
    }

    private static TagPush result(List<String> report, String ref, String said) throws IOException {
        for (String line : report) {
            if (line.equals("ok " + ref)) {
                return TagPush.accepted();
            }
            if (line.startsWith("ng " + ref + " ")) {
                return TagPush.declined(line.substring(("ng " + ref + " ").length()), said);
            }
            if (line.startsWith("unpack ") && !line.equals("unpack ok")) {
                return TagPush.declined(line, said);
            }
        }
        throw new IOException("it did not say what became of the tag");
    }
}
