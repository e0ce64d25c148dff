package io.jenkins.plugins.stagedflow.host;

/** The home directory of the user of a host, and what lies in it by custom. */
public final class UserHome {
    private UserHome() {}

    /** Returns its path: what {@code HOME} says, or where that is not set, as with some agents, what Java knows there. */
    public static String of(Host host) throws InterruptedException {
        String home = host.environment().getOrDefault("HOME", "");
        return home.isEmpty() ? host.call(new Known(), Console.silent()) : home;
    }

    /**
     * Returns where the user's caches are.
     *
     * @see <a href="https://specifications.freedesktop.org/basedir-spec/latest/">XDG Base Directory Specification</a>
     */
    public static String caches(Host host) throws InterruptedException {
        String named = host.environment().getOrDefault("XDG_CACHE_HOME", "");
        return named.isEmpty() ? of(host) + "/.cache" : named;
    }

    private record Known() implements HostTask<String> {
        @Override
        public String run(Console console) {
            return System.getProperty("user.home");
        }
    }
}
