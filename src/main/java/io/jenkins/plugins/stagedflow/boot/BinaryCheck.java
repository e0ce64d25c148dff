package io.jenkins.plugins.stagedflow.boot;

import io.jenkins.plugins.stagedflow.host.Console;
import io.jenkins.plugins.stagedflow.host.Host;
import io.jenkins.plugins.stagedflow.host.HostPath;
import io.jenkins.plugins.stagedflow.host.OperationFailedException;

/** Sees that the k3s binary is the one that was expected; another one does not stay, if this flow brought it. */
final class BinaryCheck {
    private final Host host;
    private final Console console;

    BinaryCheck(Host host, Console console) {
        this.host = host;
        this.console = console;
    }

    /**
     * Returns if the binary has the sum.
     *
     * @throws OperationFailedException otherwise: names the file and both sums
     */
    void verify(String sha256, K3sInstallation installation) throws InterruptedException {
        HostPath program = installation
                .program()
                .orElseThrow(() -> new OperationFailedException(
                        "verify the k3s binary",
                        "the installer left none in " + String.join(" or ", installation.directories()),
                        "See its log"));
        String actual = host.call(new BinaryDigest(program), console);
        if (!actual.equals(sha256)) {
            throw new OperationFailedException(
                    "verify the k3s binary " + program,
                    "its SHA-256 is " + actual + ", but " + sha256 + " was expected; " + removed(installation),
                    "Find out who changed it; if the change is right, give its sum as binarySha256");
        }
        console.line("The k3s binary " + program + " is verified");
    }

    // That it could not be removed must not hide why it should have been.
    private String removed(K3sInstallation installation) throws InterruptedException {
        if (!installation.isOwned()) {
            return "this flow did not install it and leaves it as it is";
        }
        try {
            return installation.uninstall(console.named("k3s"))
                    ? "k3s was stopped and uninstalled"
                    : "there is no uninstall script, so it is still there";
        } catch (OperationFailedException e) {
            return "it could not be uninstalled (" + e.getMessage() + ")";
        }
    }
}
