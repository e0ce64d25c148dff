package io.jenkins.plugins.stagedflow.registry;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The manifests this Java machine read or wrote last, by user and digest: a few megabytes at most. */
final class KnownManifests {
    private static final int MOST_BYTES = 4 * 1024 * 1024;
    private static final Map<Key, Manifest> KNOWN = new LinkedHashMap<>(16, 0.75f, true);
    private static int bytes;

    private KnownManifests() {}

    static synchronized Optional<Manifest> find(RegistryLogin login, ImageReference image) {
        return Optional.ofNullable(KNOWN.get(new Key(login.username(), image.repository(), image.identifier())));
    }

    static synchronized void keep(RegistryLogin login, Repository repository, Manifest manifest) {
        Manifest before = KNOWN.put(new Key(login.username(), repository, manifest.digest()), manifest);
        bytes += manifest.size() - (before == null ? 0 : before.size());
        Iterator<Manifest> oldest = KNOWN.values().iterator();
        while (bytes > MOST_BYTES && oldest.hasNext()) {
            bytes -= oldest.next().size();
            oldest.remove();
        }
    }

    private record Key(String user, Repository repository, String digest) {}
}
