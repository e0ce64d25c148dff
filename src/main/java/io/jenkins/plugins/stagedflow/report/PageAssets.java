package io.jenkins.plugins.stagedflow.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * The style sheet and the script of a page, which stand in the page and are allowed by their hashes alone.
 *
 * @param css the style sheet
 * @param script the script, empty for a page without one
 * @see <a href="https://www.w3.org/TR/CSP3/">Content Security Policy Level 3</a>
 */
record PageAssets(String css, String script) {
    /** Returns those of the summary, which has no script. */
    static PageAssets ofSummary() {
        return new PageAssets(read("summary.css") + read("findings.css"), "");
    }

    /** Returns those of the page about findings. */
    static PageAssets ofFindings() {
        return new PageAssets(read("summary.css") + read("findings.css"), read("findings.js"));
    }

    /** Returns the policy that lets a page use these and nothing else. */
    String policy() {
        String scripts = script.isEmpty() ? "" : "; script-src 'sha256-" + hash(script) + "'";
        return "default-src 'none'; style-src 'sha256-" + hash(css) + "'" + scripts
                + "; base-uri 'none'; form-action 'none'";
    }

    /** Begins a page, up to the main part of its body. */
    Html begin(String title) {
        Html page = new Html().trusted("<!DOCTYPE html>\n").open("html", "lang", "en");
        page.open("head").open("meta", "charset", "utf-8");
        page.open("meta", "http-equiv", "Content-Security-Policy", "content", policy());
        page.open("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
        page.open("meta", "name", "color-scheme", "content", "light dark");
        page.element("title", title).open("style").trusted(css).close("style");
        return page.closeLine("head").open("body").open("main");
    }

    /** Ends a page, and returns it. */
    String end(Html page) {
        page.close("main");
        if (!script.isEmpty()) {
            page.open("script").trusted(script).close("script");
        }
        return page.close("body").closeLine("html").toString();
    }

    private static String read(String name) {
        try (InputStream file = PageAssets.class.getResourceAsStream(name)) {
            if (file == null) {
                throw new IllegalStateException("The file " + name + " of the pages is missing");
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String hash(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
