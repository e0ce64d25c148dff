package io.jenkins.plugins.stagedflow.runner.steps;

import com.cloudbees.groovy.cps.Outcome;
import io.jenkins.plugins.stagedflow.host.HostFiles;
import io.jenkins.plugins.stagedflow.host.HostPath;
import io.jenkins.plugins.stagedflow.host.Secret;
import io.jenkins.plugins.stagedflow.jenkins.SshLogin;
import io.jenkins.plugins.stagedflow.registry.RegistryLogin;
import io.jenkins.plugins.stagedflow.runner.context.Context;
import io.jenkins.plugins.stagedflow.runner.cps.Signature;
import io.jenkins.plugins.stagedflow.runner.cps.Step;
import io.jenkins.plugins.stagedflow.runner.cps.StepCall;
import io.jenkins.plugins.stagedflow.runner.credentials.CredentialField;
import io.jenkins.plugins.stagedflow.runner.credentials.LocalCredentials;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code withCredentials}: secrets as variables of a block, masked in all it prints; files of them are removed after it. */
final class CredentialsStep implements Step {
    private static final String BINDINGS = "bindings";

    private final LocalCredentials credentials;

    CredentialsStep(LocalCredentials credentials) {
        this.credentials = credentials;
    }

    @Override
    public Signature signature() {
        return Signature.of("withCredentials").sole(BINDINGS).withBlock();
    }

    @Override
    public void start(StepCall call) {
        Bound bound = new Bound(call.context());
        List<Symbol> bindings = Symbol.list(call.arguments(), BINDINGS);
        bindings.forEach(binding -> bind(binding, bound));
        call.runBody(call.context().withSecrets(bound.secrets).with(bound.plain), outcome -> end(call, bound, outcome));
    }

    private static void end(StepCall call, Bound bound, Outcome outcome) {
        bound.removeFiles();
        call.complete(outcome);
    }

    private void bind(Symbol binding, Bound bound) {
        switch (binding.name()) {
            case "usernamePassword" -> usernamePassword(binding, bound);
            case "usernameColonPassword" -> usernameColonPassword(binding, bound);
            case "string" ->
                bound.secret(binding.text("variable"), credentials.secretText("credentialsId", binding.id()));
            case "file" -> bound.file(binding.text("variable"), credentials.file("credentialsId", binding.id()));
            case "sshUserPrivateKey" -> privateKey(binding, bound);
            case "credentials" -> ofEnvironment(binding, bound);
            default ->
                throw binding.refusal(
                        "one of usernamePassword, usernameColonPassword, string, file, sshUserPrivateKey");
        }
    }

    // NAME = credentials('id') sets what Jenkins sets for the kind of the credentials.
    private void ofEnvironment(Symbol binding, Bound bound) {
        String name = binding.text("variable");
        if (credentials.has(binding.id(), CredentialField.PRIVATE_KEY)) {
            privateKey(binding.with("keyFileVariable", name).with("usernameVariable", name + "_USR"), bound);
        } else if (credentials.has(binding.id(), CredentialField.PASSWORD)) {
            usernamePassword(
                    binding.with("usernameVariable", name + "_USR").with("passwordVariable", name + "_PSW"), bound);
            usernameColonPassword(binding, bound);
        } else if (credentials.has(binding.id(), CredentialField.FILE)) {
            bound.file(name, credentials.file("credentialsId", binding.id()));
        } else {
            bound.secret(name, credentials.secretText("credentialsId", binding.id()));
        }
    }

    private void usernamePassword(Symbol binding, Bound bound) {
        RegistryLogin login = credentials.registryLogin("credentialsId", binding.id());
        bound.plain.put(binding.text("usernameVariable"), login.username());
        bound.secret(binding.text("passwordVariable"), login.password());
    }

    private void usernameColonPassword(Symbol binding, Bound bound) {
        RegistryLogin login = credentials.registryLogin("credentialsId", binding.id());
        bound.secret(
                binding.text("variable"),
                Secret.of(login.username() + ":" + login.password().reveal()));
    }

    private void privateKey(Symbol binding, Bound bound) {
        SshLogin login = credentials.sshLogin("credentialsId", binding.id());
        bound.file(binding.text("keyFileVariable"), login.key().reveal().getBytes(StandardCharsets.UTF_8));
        binding.optional("usernameVariable").ifPresent(name -> bound.plain.put(name, login.user()));
        binding.optional("passphraseVariable").ifPresent(name -> bound.secret(name, login.passphrase()));
    }

    /** What a block gets. */
    private static final class Bound {
        private final Context context;
        private final Map<String, Secret> secrets = new LinkedHashMap<>();
        private final Map<String, String> plain = new LinkedHashMap<>();
        private HostPath directory = new HostPath("/");

        Bound(Context context) {
            this.context = context;
        }

        void secret(String name, Secret value) {
            secrets.put(name, value);
        }

        void file(String name, byte[] content) {
            HostFiles files = files();
            if (directory.parent().equals(directory)) {
                directory = context.temporary("withCredentials")
                        .resolve("secret-files-" + Long.toHexString(System.nanoTime()));
                files.createDirectories(directory);
            }
            HostPath file = directory.resolve(name);
            files.write(file, content, HostFiles.Access.OWNER);
            plain.put(name, file.value());
        }

        void removeFiles() {
            if (!directory.parent().equals(directory)) {
                files().delete(directory);
            }
        }

        private HostFiles files() {
            return context.host("withCredentials").files();
        }
    }
}
