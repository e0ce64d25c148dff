package io.jenkins.plugins.stagedflow.registry;

import java.io.Serializable;
import java.util.List;
import java.util.Map;

/**
 * One image that has its tags.
 *
 * @param name how the image is called
 * @param repository where it is, as registry/path
 * @param digest the digest all the tags hold now
 * @param tags the tags it was to get
 * @param before tag to digest it held before; a tag that was not there is missing here
 */
public record Retagged(String name, String repository, String digest, List<String> tags, Map<String, String> before)
        implements Serializable {
    /** Copies the lists. */
    public Retagged {
        tags = List.copyOf(tags);
        before = Map.copyOf(before);
    }

    /** Returns the tags as references. */
    public List<ImageReference> references() {
        int slash = repository.indexOf('/');
        Repository place = new Repository(repository.substring(0, slash), repository.substring(slash + 1));
        return tags.stream().map(place::tagged).toList();
    }
}
