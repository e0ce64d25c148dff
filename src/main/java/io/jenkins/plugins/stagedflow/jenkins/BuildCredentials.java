package io.jenkins.plugins.stagedflow.jenkins;

import io.jenkins.plugins.stagedflow.git.GitLogin;
import io.jenkins.plugins.stagedflow.host.InvalidRequestException;
import io.jenkins.plugins.stagedflow.host.Secret;
import io.jenkins.plugins.stagedflow.registry.RegistryLogin;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The credentials that a build may use, found by their ids. Every method throws an {@link InvalidRequestException} naming
 * field and id if there are none the build may use, or they are of another kind.
 */
public interface BuildCredentials extends SshLogins {
    /** Returns the login behind the id, or nobody for an empty id. */
    RegistryLogin registryLogin(String field, String id);

    /** Returns the login of a git remote behind the id, by password or by key, or nobody for an empty id. */
    GitLogin gitLogin(String field, String id, String knownHosts);

    /** Returns the secret text, or the content of the secret file, behind the id, an empty one for an empty id. */
    Secret secretText(String field, String id);

    /** Returns name to secret text of name to id. */
    default Map<String, Secret> secretTexts(String field, Map<String, String> ids) {
        Map<String, Secret> texts = new LinkedHashMap<>();
        ids.forEach((name, id) -> texts.put(name, secretText(field, id)));
        return texts;
    }
}
