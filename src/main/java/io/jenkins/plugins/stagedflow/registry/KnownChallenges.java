package io.jenkins.plugins.stagedflow.registry;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How registries want to be asked, as far as this Java machine was told: which scheme, which token service. No login and
 * no token is kept. What has changed meanwhile shows itself by a 401, whose challenge counts then.
 */
final class KnownChallenges {
    private static final int MOST = 200;
    private static final Map<URI, Challenge> KNOWN = new LinkedHashMap<>();

    private KnownChallenges() {}

    static synchronized Optional<Challenge> find(URI registry) {
        return Optional.ofNullable(KNOWN.get(registry));
    }

    static synchronized void keep(URI registry, Challenge challenge) {
        if (KNOWN.size() >= MOST) {
            KNOWN.clear();
        }
        KNOWN.put(registry, challenge);
    }

    static synchronized void forget(URI registry) {
        KNOWN.remove(registry);
    }
}
