package io.jenkins.plugins.stagedflow.stack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.stagedflow.boot.BootHandle;
import io.jenkins.plugins.stagedflow.boot.BootState;
import io.jenkins.plugins.stagedflow.host.Host;
import io.jenkins.plugins.stagedflow.host.HostPath;
import io.jenkins.plugins.stagedflow.host.OperationFailedException;
import io.jenkins.plugins.stagedflow.host.Secret;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** The secrets a flow has handed out, as far as they are still there: a service may well print what it was given. */
final class KnownSecrets {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Host host;

    KnownSecrets(Host host) {
        this.host = host;
    }

    /** Returns the passwords of the registry login and the keys of the kubeconfig. */
    List<Secret> of(BootState state) {
        List<Secret> secrets = new ArrayList<>();
        HostPath login = state.login().resolve("config.json");
        if (host.files().exists(login)) {
            secrets.addAll(passwords(host.files().read(login)));
        }
        state.handle()
                .map(BootHandle::kubeconfig)
                .map(HostPath::new)
                .filter(host.files()::exists)
                .ifPresent(kubeconfig -> secrets.addAll(keys(kubeconfig)));
        return secrets;
    }

    // https://github.com/docker/cli/blob/master/cli/config/types/authconfig.go: "user:password" in Base64
    private static List<Secret> passwords(String config) {
        List<Secret> passwords = new ArrayList<>();
        try {
            for (JsonNode login : JSON.readTree(config).path("auths")) {
                String pair = login.path("auth").asText();
                String plain = new String(Base64.getMimeDecoder().decode(pair), StandardCharsets.UTF_8);
                passwords.add(Secret.of(pair));
                passwords.add(Secret.of(plain.substring(plain.indexOf(':') + 1)));
            }
        } catch (JsonProcessingException | IllegalArgumentException e) {
            // Nothing can have been logged in with what cannot be read.
            return passwords;
        }
        return passwords;
    }

    private List<Secret> keys(HostPath kubeconfig) {
        try {
            return new Kubeconfig(host.files().read(kubeconfig)).secrets();
        } catch (OperationFailedException e) {
            // Nobody can use a broken one either.
            return List.of();
        }
    }
}
