package io.jenkins.plugins.stagedflow.registry;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/** What tokens must allow for images to get their tags, so that one token serves all. */
record Scopes(List<Retagging> images) {
    /** Returns registry to scopes for reading the images where they are. */
    Map<String, List<String>> toRead() {
        return collected(scopes -> images.forEach(image -> add(
                scopes,
                image.source().repository(),
                Access.PULL.scope(image.source().repository()))));
    }

    /** Returns registry to scopes for writing the tags, and for taking over blobs from where the images are. */
    Map<String, List<String>> toWrite() {
        return collected(scopes -> images.forEach(image -> {
            Repository source = image.source().repository();
            add(scopes, image.target(), Access.PUSH.scope(image.target()));
            if (image.isCopy() && source.registry().equals(image.target().registry())) {
                add(scopes, image.target(), RegistryRequest.mountScope(image.target(), source));
            }
        }));
    }

    private static void add(Map<String, Set<String>> scopes, Repository repository, String scope) {
        scopes.computeIfAbsent(repository.registry(), registry -> new LinkedHashSet<>())
                .add(scope);
    }

    private static Map<String, List<String>> collected(Consumer<Map<String, Set<String>>> filling) {
        Map<String, Set<String>> scopes = new TreeMap<>();
        filling.accept(scopes);
        Map<String, List<String>> lists = new TreeMap<>();
        scopes.forEach((registry, all) -> lists.put(registry, new ArrayList<>(all)));
        return lists;
    }
}
