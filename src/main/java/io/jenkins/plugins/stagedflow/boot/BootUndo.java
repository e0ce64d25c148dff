package io.jenkins.plugins.stagedflow.boot;

import io.jenkins.plugins.stagedflow.host.Console;

/** Takes back what a boot that fails has started. What was there before it stays; what it brought goes. */
final class BootUndo {
    /** A boot. */
    @FunctionalInterface
    interface Boot {
        BootHandle run() throws InterruptedException;
    }

    private final Console console;
    private final BootState state;
    private final K3sInstallation installation;
    private final boolean bringsK3s;

    /**
     * Creates it before the boot begins.
     *
     * @param bringsK3s whether k3s, if it is the flow's own afterwards, was brought by this boot
     */
    BootUndo(Console console, BootState state, K3sInstallation installation, boolean bringsK3s) {
        this.console = console;
        this.state = state;
        this.installation = installation;
        this.bringsK3s = bringsK3s;
    }

    /** Returns what the boot does, or takes back what it did and throws what it has thrown. */
    BootHandle unlessDone(Boot boot) throws InterruptedException {
        try {
            return boot.run();
        } catch (InterruptedException | RuntimeException e) {
            run(e);
            throw e;
        }
    }

    // The failure itself is the one to be told.
    private void run(Exception failure) {
        try {
            state.keepLogs();
            state.clear();
            if (bringsK3s) {
                installation.uninstall(console.named("k3s"));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
            console.line("Cleaning up after the failure failed too: " + e.getMessage());
        }
    }
}
