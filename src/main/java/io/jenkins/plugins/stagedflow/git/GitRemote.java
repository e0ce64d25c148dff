package io.jenkins.plugins.stagedflow.git;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.io.IOException;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.transport.URIish;

/**
 * A git remote. Refs are read by prefix (protocol version 2), and tags are created, replaced and deleted one by one, each
 * only if it still is what the caller thinks it is. Each method is one exchange that an interrupt does not cut off.
 *
 * @see <a href="https://git-scm.com/docs/protocol-v2">protocol version 2</a>
 */
public final class GitRemote {
    private static final String NO_OBJECT = "0".repeat(40);
    private static final String TAGS = "refs/tags/";

    private final URIish address;
    private final Transport transport;

    private GitRemote(URIish address, Transport transport) {
        this.address = address;
        this.transport = transport;
    }

    /** Returns the remote at a URL or an absolute path. Nothing is asked yet. */
    public static GitRemote at(String address, GitLogin login) throws URISyntaxException {
        URIish uri = new URIish(address);
        return new GitRemote(uri, Transports.to(uri, login));
    }

    /** Returns the tags whose names begin with one of the prefixes; no others cross the wire. */
    public List<RemoteRef> tags(List<String> prefixes) throws IOException {
        return Undisturbed.call(() -> new Handout(transport)
                .refs(prefixes.stream().map(prefix -> TAGS + prefix).toList()));
    }

    /** Returns the object of a tag, or nothing if it is no annotated one or the remote does not hand it out. */
    public Optional<TagObject> tagObject(RemoteRef tag) throws IOException {
        return tag.object().equals(tag.commit())
                ? Optional.empty()
                : Undisturbed.call(() -> new Handout(transport).tag(tag));
    }

    /** Returns why the remote does not have a commit; nothing if it has it, or cannot be asked for it. */
    public Optional<String> lacks(String commit) throws IOException {
        return Undisturbed.call(() -> new Handout(transport).lacks(commit));
    }

    /** Creates a tag; an existing one is left as it is. */
    public TagPush create(String name, TagObject tag) throws IOException {
        return push(name, NO_OBJECT, tag.id(), tag);
    }

    /** Lets a tag be another object if it still is the given one. */
    public TagPush replace(String name, String former, TagObject tag) throws IOException {
        return push(name, former, tag.id(), tag);
    }

    /** Deletes a tag if it still is the given object. */
    public TagPush delete(String name, String former) throws IOException {
        return push(name, former, NO_OBJECT, null);
    }

    /** Returns the object a tag is, or nothing if there is no such tag. */
    public Optional<String> objectOf(String name) throws IOException {
        return tags(List.of(name)).stream()
                .filter(tag -> tag.name().equals(TAGS + name))
                .map(RemoteRef::object)
                .findFirst();
    }

    /** Returns the address without who logs in. */
    @Override
    public String toString() {
        return address.setUser(null).setPass(null).toString();
    }

    private TagPush push(String name, String former, String object, @CheckForNull TagObject tag) throws IOException {
        byte[] pack = tag == null ? new byte[0] : Pack.of(tag);
        return Undisturbed.call(() -> new Push(transport).send(TAGS + name, former, object, pack));
    }
}
