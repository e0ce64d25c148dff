package io.jenkins.plugins.stagedflow.git;

import java.io.IOException;
import java.io.Serializable;
import java.io.UnsupportedEncodingException;
import java.time.Instant;
import java.time.ZoneOffset;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.TagBuilder;
import org.eclipse.jgit.revwalk.RevTag;

/**
 * The object of an annotated tag.
 *
 * @param id its name
 * @param bytes its content
 */
public record TagObject(String id, byte[] bytes) implements Serializable {
    /** Copies the bytes. */
    public TagObject {
        bytes = bytes.clone();
    }

    /** Returns a copy of the content. */
    @Override
    public byte[] bytes() {
        return bytes.clone();
    }

    /** Returns the object of a new tag of that name on a commit. */
    public static TagObject of(String name, String commit, String tagger, String email, Instant when, String message) {
        TagBuilder tag = new TagBuilder();
        tag.setTag(name);
        tag.setObjectId(ObjectId.fromString(commit), Constants.OBJ_COMMIT);
        tag.setTagger(new PersonIdent(tagger, email, when, ZoneOffset.UTC));
        tag.setMessage(message);
        try {
            return of(tag.build());
        } catch (UnsupportedEncodingException e) {
            throw new IllegalStateException("Every Java has UTF-8", e);
        }
    }

    /** Returns the object of that content. */
    static TagObject of(byte[] content) {
        try (ObjectInserter.Formatter formatter = new ObjectInserter.Formatter()) {
            return new TagObject(formatter.idFor(Constants.OBJ_TAG, content).name(), content);
        }
    }

    /** Returns the message, ending with a line break. */
    public String message() throws IOException {
        return parsed().getFullMessage();
    }

    /** Returns when it was made, by the clock of who made it. */
    public Instant when() throws IOException {
        PersonIdent tagger = parsed().getTaggerIdent();
        return tagger == null ? Instant.EPOCH : tagger.getWhenAsInstant();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TagObject tag && id.equals(tag.id);
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }

    @Override
    public String toString() {
        return "tag " + id;
    }

    private RevTag parsed() throws IOException {
        try {
            return RevTag.parse(bytes);
        } catch (CorruptObjectException e) {
            throw new IOException("the tag " + id + " is damaged", e);
        }
    }
}
