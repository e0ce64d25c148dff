package io.jenkins.plugins.stagedflow.boot;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.stagedflow.host.Require;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;

/** SHA-256 sums as 64 lower-case hex digits. */
final class Sha256 {
    private static final Pattern FORM = Pattern.compile("[0-9a-fA-F]{64}");
    private static final int BUFFER = 64 * 1024;

    private Sha256() {}

    /** Requires a sum, in either case. */
    static String require(String field, @CheckForNull String value) {
        return Require.matching(field, value, FORM, "a SHA-256 of 64 hex digits")
                .toLowerCase(Locale.ROOT);
    }

    /** Returns the sum of the bytes. */
    static String of(byte[] content) {
        return HexFormat.of().formatHex(digest().digest(content));
    }

    /** Returns the sum of all that the stream has, which is read to its end. */
    static String of(InputStream content) throws IOException {
        MessageDigest digest = digest();
        byte[] buffer = new byte[BUFFER];
        for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
            digest.update(buffer, 0, read);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
