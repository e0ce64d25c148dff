package io.jenkins.plugins.stagedflow.release;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.io.IOException;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.eclipse.jgit.errors.NotSupportedException;
import org.eclipse.jgit.errors.TransportException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.NullProgressMonitor;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.transport.FetchConnection;
import org.eclipse.jgit.transport.PushResult;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.transport.RemoteRefUpdate;
import org.eclipse.jgit.transport.TagOpt;
import org.eclipse.jgit.transport.Transport;
import org.eclipse.jgit.transport.URIish;

/**
 * A git remote: its refs are read by prefix (protocol version 2), tags are created and deleted one by one.
 *
 * @param address URL or absolute path
 * @param login who asks
 * @see <a href="https://git-scm.com/docs/protocol-v2#_ls_refs">ls-refs</a>
 */
record GitRemote(URIish address, GitLogin login) {
    private static final int SECONDS_OF_SILENCE = 60;

    // Any other words than JGit's own defaults make it start git for a directory as git itself does: only then do the
    // hooks and the receive settings of that repository count.
    private static final String UPLOAD_PACK = "exec git upload-pack";
    private static final String RECEIVE_PACK = "exec git receive-pack";

    /** Returns the remote at a URL or an absolute path. */
    static GitRemote at(String address, GitLogin login) throws URISyntaxException {
        // The login is not part of the address; a name left in it would only be shown around.
        return new GitRemote(new URIish(address).setUser(null), login);
    }

    /** Returns the tags whose name begins with the prefix, each with the commit it marks in the end. */
    List<TaggedCommit> tags(Workspace workspace, String prefix) throws IOException {
        List<TaggedCommit> tags = new ArrayList<>();
        for (Ref ref : refs(workspace, Constants.R_TAGS + prefix)) {
            ObjectId commit = ref.getPeeledObjectId() == null ? ref.getObjectId() : ref.getPeeledObjectId();
            tags.add(new TaggedCommit(ref.getName().substring(Constants.R_TAGS.length()), commit.name()));
        }
        return tags;
    }

    /** Returns whether a branch of the remote is known to hold the commit, without fetching anything. */
    boolean isKnownToHold(Workspace workspace, ObjectId commit) throws IOException {
        for (Ref branch : refs(workspace, Constants.R_HEADS)) {
            if (workspace.isReachable(commit, branch.getObjectId())) {
                return true;
            }
        }
        return false;
    }

    /** Fetches the commit without its history. */
    void fetch(Workspace workspace, ObjectId commit) throws IOException {
        Undisturbed.call(() -> {
            try (Transport transport = open(workspace)) {
                transport.setDepth(1);
                transport.setTagOpt(TagOpt.NO_TAGS);
                return transport.fetch(NullProgressMonitor.INSTANCE, List.of(new RefSpec(commit.name())));
            }
        });
    }

    /** Creates a tag; an existing one is left as it is. */
    TagPush create(Workspace workspace, String tag, ObjectId object) throws IOException {
        return push(workspace, tag, object.name(), ObjectId.zeroId());
    }

    /** Deletes a tag if it still is the given object. */
    TagPush delete(Workspace workspace, String tag, ObjectId object) throws IOException {
        return push(workspace, tag, null, object);
    }

    /** Returns whether the tag is the given object. */
    boolean has(Workspace workspace, String tag, ObjectId object) throws IOException {
        return refs(workspace, Constants.R_TAGS + tag).stream()
                .anyMatch(ref -> ref.getName().equals(Constants.R_TAGS + tag)
                        && ref.getObjectId().equals(object));
    }

    @Override
    public String toString() {
        return address.toString();
    }

    private TagPush push(Workspace workspace, String tag, @CheckForNull String source, ObjectId old)
            throws IOException {
        RemoteRefUpdate update =
                new RemoteRefUpdate(workspace.repository(), source, Constants.R_TAGS + tag, source == null, null, old);
        return Undisturbed.call(() -> {
            try (Transport transport = open(workspace)) {
                PushResult result = transport.push(NullProgressMonitor.INSTANCE, List.of(update));
                return TagPush.of(update, result.getMessages());
            }
        });
    }

    private Collection<Ref> refs(Workspace workspace, String prefix) throws IOException {
        Collection<Ref> answered = Undisturbed.call(() -> {
            try (Transport transport = open(workspace);
                    FetchConnection connection = transport.openFetch(List.of(), prefix)) {
                return connection.getRefs();
            }
        });
        // A server of protocol version 0 sends all refs.
        return answered.stream().filter(ref -> ref.getName().startsWith(prefix)).toList();
    }

    private Transport open(Workspace workspace) throws TransportException, NotSupportedException {
        Transport transport = Transport.open(workspace.repository(), address);
        transport.setTimeout(SECONDS_OF_SILENCE);
        transport.setOptionUploadPack(UPLOAD_PACK);
        transport.setOptionReceivePack(RECEIVE_PACK);
        if (!login.isAnonymous()) {
            transport.setCredentialsProvider(new HostLogin(address, login));
        }
        return transport;
    }
}
