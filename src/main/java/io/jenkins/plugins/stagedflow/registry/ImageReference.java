package io.jenkins.plugins.stagedflow.registry;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.stagedflow.host.Require;
import java.io.Serializable;

/**
 * One image of a repository, by tag or by digest.
 *
 * @param repository where it is
 * @param identifier its tag or its digest
 */
public record ImageReference(Repository repository, String identifier) implements Serializable {
    /**
     * Returns the reference a text means; what is left out is docker.io, library and latest, as Docker has it. With both
     * tag and digest the digest counts.
     *
     * @throws io.jenkins.plugins.stagedflow.host.InvalidRequestException if the text is no reference; names the field
     * @see <a href="https://github.com/distribution/reference/blob/main/normalize.go">what Docker adds</a>
     */
    public static ImageReference parse(String field, @CheckForNull String text) {
        String reference = Require.text(field, text);
        int at = reference.indexOf('@');
        String named = at < 0 ? reference : reference.substring(0, at);
        int colon = named.indexOf(':', named.lastIndexOf('/') + 1);
        Repository repository = Repository.parse(field, colon < 0 ? named : named.substring(0, colon));
        String tag = ImageNames.tag(field, colon < 0 ? "latest" : named.substring(colon + 1));
        return new ImageReference(repository, at < 0 ? tag : ImageNames.digest(field, reference.substring(at + 1)));
    }

    /** Returns whether this reference can only ever mean one content. */
    public boolean isDigest() {
        return identifier.indexOf(':') >= 0;
    }

    @Override
    public String toString() {
        return repository + (isDigest() ? "@" : ":") + identifier;
    }
}
