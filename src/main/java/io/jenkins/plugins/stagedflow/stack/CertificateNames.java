package io.jenkins.plugins.stagedflow.stack;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The names and addresses a certificate is for.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6125#section-6.4">RFC 6125, 6.4</a>
 */
record CertificateNames(List<String> names) {
    private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");
    private static final String ANY = "*.";

    /** Copies the names. */
    CertificateNames {
        names = List.copyOf(names);
    }

    /** Returns whether clients that reach the server at the given host accept the certificate. */
    boolean cover(String host) {
        String plain = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        return ADDRESS.matcher(plain).matches()
                ? names.stream().anyMatch(name -> isSameAddress(name, plain))
                : names.stream()
                        .anyMatch(name -> matches(name.toLowerCase(Locale.ROOT), plain.toLowerCase(Locale.ROOT)));
    }

    // A wild card stands for exactly one label.
    private static boolean matches(String name, String host) {
        int dot = host.indexOf('.');
        return name.startsWith(ANY) ? dot > 0 && name.substring(1).equals(host.substring(dot)) : name.equals(host);
    }

    private static boolean isSameAddress(String name, String address) {
        try {
            // A literal is not looked up anywhere.
            return ADDRESS.matcher(name).matches()
                    && InetAddress.getByName(name).equals(InetAddress.getByName(address));
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
