package io.jenkins.plugins.stagedflow.runner.credentials;

import io.jenkins.plugins.stagedflow.host.Command;
import io.jenkins.plugins.stagedflow.host.CommandResult;
import io.jenkins.plugins.stagedflow.host.Console;
import io.jenkins.plugins.stagedflow.host.Host;
import io.jenkins.plugins.stagedflow.host.OperationFailedException;
import io.jenkins.plugins.stagedflow.host.Secret;
import java.time.Duration;
import java.util.Optional;

/**
 * The keyring of the desktop, over the <a href="https://specifications.freedesktop.org/secret-service/latest/">Secret
 * Service</a>, asked with {@code secret-tool}: what is stored there with the attributes {@code service staged-flow},
 * {@code id} and {@code field}. It may ask its owner to unlock it, so an answer may take a minute.
 */
public final class KeyringSource implements CredentialSource {
    private static final String PROGRAM = "secret-tool";
    private static final Duration TO_UNLOCK = Duration.ofMinutes(1);

    private final Host host;

    private KeyringSource(Host host) {
        this.host = host;
    }

    /**
     * Returns the keyring of the user of a host.
     *
     * @throws OperationFailedException if there is none that answers
     */
    public static KeyringSource open(Host host) {
        KeyringSource keyring = new KeyringSource(host);
        keyring.find("", CredentialField.TEXT);
        return keyring;
    }

    @Override
    public Optional<Secret> find(String id, CredentialField field) {
        CommandResult answer = asked(id, field);
        if (answer.isSuccess()) {
            return Optional.of(CredentialText.of(answer.output()));
        }
        // It says nothing where it has nothing, and why where it cannot tell.
        if (answer.lastLines().isEmpty() && answer.exitCode() == 1) {
            return Optional.empty();
        }
        String reason = answer.exitCode() == CommandResult.TIMED_OUT
                ? "it did not answer within " + TO_UNLOCK.toSeconds() + " s, as when it waits to be unlocked"
                : String.join(" ", answer.lastLines());
        throw failure(reason);
    }

    private CommandResult asked(String id, CredentialField field) {
        Command lookup = Command.of(PROGRAM, "lookup", "service", "staged-flow", "id", id, "field", field.word())
                .captured()
                .timeLimit(TO_UNLOCK)
                .build();
        try {
            return host.run(lookup, Console.silent());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failure("it was interrupted");
        } catch (OperationFailedException e) {
            throw failure("there is no program " + PROGRAM + " on the PATH; Debian has it in libsecret-tools");
        }
    }

    private static OperationFailedException failure(String reason) {
        return new OperationFailedException(
                "ask the keyring",
                reason,
                "Start it in a session that has a Secret Service, such as GNOME's or KDE's, or use a credentials file");
    }
}
