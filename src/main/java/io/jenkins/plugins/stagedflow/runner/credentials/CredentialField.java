package io.jenkins.plugins.stagedflow.runner.credentials;

import java.util.Locale;

/** A part of credentials. */
public enum CredentialField {
    /** Who logs in. */
    USERNAME("username"),
    /** The password of a user. */
    PASSWORD("password"),
    /** A secret text. */
    TEXT("text"),
    /** The content of a secret file. */
    FILE("file"),
    /** A private key. */
    PRIVATE_KEY("privateKey"),
    /** What a private key is encrypted with. */
    PASSPHRASE("passphrase");

    private final String word;

    CredentialField(String word) {
        this.word = word;
    }

    /** Returns the name as it stands in the credentials file. */
    public String word() {
        return word;
    }

    /** Returns the variable that holds this field of an id. */
    public String variable(String id) {
        return "STAGED_FLOW_CREDENTIAL_" + id.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_") + "_" + name();
    }
}
