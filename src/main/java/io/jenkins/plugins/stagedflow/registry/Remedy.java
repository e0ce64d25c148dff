package io.jenkins.plugins.stagedflow.registry;

/** What a user can do about an answer of a registry. */
final class Remedy {
    private Remedy() {}

    static String of(Exchange exchange, RegistryLogin login) {
        String who = login.isAnonymous() ? "Log in: nobody's name was given" : "";
        return switch (exchange.status()) {
            case Exchange.UNAUTHORIZED -> who.isEmpty() ? "Check name and password of '" + login.username() + "'" : who;
            case Exchange.FORBIDDEN ->
                who.isEmpty() ? "Give '" + login.username() + "' the right to do this there" : who;
            default -> "";
        };
    }
}
