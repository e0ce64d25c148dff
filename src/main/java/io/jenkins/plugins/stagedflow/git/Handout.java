package io.jenkins.plugins.stagedflow.git;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Asks the service that hands out refs and objects.
 *
 * @param transport the way to it
 */
record Handout(Transport transport) {
    private static final String AGENT = "agent=staged-flow";

    /** Returns the refs whose full names begin with one of the prefixes. */
    List<RemoteRef> refs(List<String> prefixes) throws IOException {
        List<RemoteRef> refs = with(conversation -> {
            Greeting greeting = Greeting.read(new Packets(conversation.greeting()));
            return greeting.isVersion2() ? listed(conversation.answer(listing(prefixes))) : greeting.refs();
        });
        // A prefix is a hint: a remote may send more.
        return refs.stream()
                .filter(ref -> prefixes.stream().anyMatch(ref.name()::startsWith))
                .toList();
    }

    /** Returns the object of a tag, without the commit it marks. */
    Optional<TagObject> tag(RemoteRef tag) throws IOException {
        return with(conversation -> {
            if (!Greeting.read(new Packets(conversation.greeting())).isVersion2()) {
                return OldHandout.tag(conversation, tag);
            }
            return Pack.find(pack(conversation.answer(fetch(tag.object(), tag.commit()))), tag.object());
        });
    }

    /** Returns why the remote does not have a commit. */
    Optional<String> lacks(String commit) throws IOException {
        return with(conversation -> {
            if (!Greeting.read(new Packets(conversation.greeting())).isVersion2()) {
                return Optional.empty();
            }
            return declined(conversation.answer(fetch(commit, commit)));
        });
    }

    private static Optional<String> declined(InputStream answer) {
        try {
            pack(answer);
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(GitFailure.reason(e));
        }
    }

    private <T> T with(Conversation.Work<T> work) throws IOException {
        return Conversation.with(transport, Service.UPLOAD_PACK, work);
    }

    private static byte[] listing(List<String> prefixes) {
        PacketWriter request = new PacketWriter()
                .line("command=ls-refs")
                .line(AGENT)
                .delimiter()
                .line("peel");
        prefixes.forEach(prefix -> request.line("ref-prefix " + prefix));
        return request.flush().bytes();
    }

    private static List<RemoteRef> listed(InputStream answer) throws IOException {
        List<RemoteRef> refs = new ArrayList<>();
        for (String line : new Packets(answer).lines()) {
            refs.add(RemoteRef.parse(line));
        }
        return refs;
    }

    // Who says to have the commit is sent nothing of it.
    private static byte[] fetch(String wanted, String present) {
        return new PacketWriter()
                .line("command=fetch")
                .line(AGENT)
                .delimiter()
                .line("no-progress")
                .line("want " + wanted)
                .line("have " + present)
                .line("done")
                .flush()
                .bytes();
    }

    private static byte[] pack(InputStream answer) throws IOException {
        Packets packets = new Packets(answer);
        for (Optional<byte[]> line = packets.next(); ; line = packets.next()) {
            if (line.isPresent() && Packets.text(line.get()).equals("packfile")) {
                return packets.data(new StringBuilder());
            }
        }
    }
}
