package io.jenkins.plugins.stagedflow.deploy;

import io.jenkins.plugins.stagedflow.host.InvalidRequestException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A machine as {@code [user@]host[:port]}, an IPv6 address in brackets if a port follows.
 *
 * @param user who logs in there
 * @param host name or address
 * @param port where its sshd listens
 */
record HostAddress(String user, String host, int port) {
    private static final Pattern FORM = Pattern.compile(
            "(?:(?<user>[^@\\s]+)@)?(?:\\[(?<address>[^\\]]+)\\]|(?<host>[^:\\s]+|[0-9A-Fa-f:.]+))(?::(?<port>[0-9]{1,5}))?");

    /** Returns the address a text names, with the given user and port where it names none. */
    static HostAddress parse(String field, String text, String user, int port) {
        Matcher parts = FORM.matcher(text);
        if (!parts.matches()) {
            throw new InvalidRequestException(field, text, "a machine as [user@]host[:port]");
        }
        return new HostAddress(
                parts.group("user") == null ? user : parts.group("user"),
                parts.group("host") == null ? parts.group("address") : parts.group("host"),
                parts.group("port") == null ? port : Integer.parseInt(parts.group("port")));
    }
}
