package io.jenkins.plugins.stagedflow.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * The style sheet of the page, which stands in the page and is allowed by its hash alone.
 *
 * @param css the style sheet
 * @see <a href="https://www.w3.org/TR/CSP3/">Content Security Policy Level 3</a>
 */
record StyleSheet(String css) {
    /** Returns the style sheet of the summary. */
    static StyleSheet ofSummary() {
        try (InputStream file = StyleSheet.class.getResourceAsStream("summary.css")) {
            if (file == null) {
                throw new IllegalStateException("The style sheet summary.css is missing");
            }
            return new StyleSheet(new String(file.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the policy that lets a page use this style sheet and nothing else. */
    String policy() {
        return "default-src 'none'; style-src 'sha256-" + hash() + "'; base-uri 'none'; form-action 'none'";
    }

    private String hash() {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(css.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
