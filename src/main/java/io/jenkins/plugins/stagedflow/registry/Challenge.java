package io.jenkins.plugins.stagedflow.registry;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a server asks for with a 401.
 *
 * @param scheme in lower case
 * @param parameters as realm and service
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#name-www-authenticate">RFC 9110</a>
 */
record Challenge(String scheme, Map<String, String> parameters) {
    /** Of a registry that asks for nothing. */
    static final Challenge NONE = new Challenge("", Map.of());

    private static final String BEARER = "bearer";
    private static final String BASIC = "basic";
    private static final Pattern PARAMETER = Pattern.compile("([a-zA-Z_]+)=(?:\"([^\"]*)\"|([^\\s\",]+))");

    /** Returns the challenge that can be answered, Bearer before Basic, or nothing. */
    static Optional<Challenge> of(Exchange exchange) {
        List<Challenge> all = exchange.headers().allValues("WWW-Authenticate").stream()
                .map(Challenge::parse)
                .toList();
        return all.stream().filter(Challenge::isBearer).findFirst().or(() -> all.stream()
                .filter(Challenge::isBasic)
                .findFirst());
    }

    boolean isBearer() {
        return BEARER.equals(scheme) && parameters.containsKey("realm");
    }

    boolean isBasic() {
        return BASIC.equals(scheme);
    }

    Optional<String> parameter(String name) {
        return Optional.ofNullable(parameters.get(name));
    }

    private static Challenge parse(String header) {
        String[] parts = header.strip().split("\\s+", 2);
        Map<String, String> parameters = new HashMap<>();
        Matcher matcher = PARAMETER.matcher(parts.length < 2 ? "" : parts[1]);
        while (matcher.find()) {
            String value = matcher.group(2) == null ? matcher.group(3) : matcher.group(2);
            parameters.put(matcher.group(1).toLowerCase(Locale.ROOT), value);
        }
        return new Challenge(parts[0].toLowerCase(Locale.ROOT), Map.copyOf(parameters));
    }
}
