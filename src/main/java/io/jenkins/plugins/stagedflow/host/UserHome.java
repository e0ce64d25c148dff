package io.jenkins.plugins.stagedflow.host;

/** The home directory of the user of a host. */
public final class UserHome {
    private UserHome() {}

    /** Returns its path: what {@code HOME} says, or where that is not set, as with some agents, what Java knows there. */
    public static String of(Host host) throws InterruptedException {
        String home = host.environment().getOrDefault("HOME", "");
        return home.isEmpty() ? host.call(new Known(), Console.silent()) : home;
    }

    private record Known() implements HostTask<String> {
        @Override
        public String run(Console console) {
            return System.getProperty("user.home");
        }
    }
}
