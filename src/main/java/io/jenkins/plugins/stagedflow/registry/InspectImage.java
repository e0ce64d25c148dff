package io.jenkins.plugins.stagedflow.registry;

import io.jenkins.plugins.stagedflow.host.Console;
import io.jenkins.plugins.stagedflow.host.HostTask;
import io.jenkins.plugins.stagedflow.host.Timing;

/** Asks a registry for an image, and fails with a {@link RegistryException} if it has none. */
public final class InspectImage implements HostTask<ImageSummary> {
    private static final long serialVersionUID = 1L;

    private final ImageReference image;
    private final RegistryLogin login;

    /** Creates the task. */
    public InspectImage(ImageReference image, RegistryLogin login) {
        this.image = image;
        this.login = login;
    }

    @Override
    public ImageSummary run(Console console) throws InterruptedException {
        RegistryClient client = RegistryClient.forReading(login, Timing.system());
        Manifest manifest = found(client, image);
        return new ImageSummary(manifest.digest(), size(client, manifest));
    }

    private long size(RegistryClient client, Manifest manifest) throws InterruptedException {
        long size = manifest.contentSize();
        for (String child : manifest.children()) {
            size += found(client, image.repository().at(child)).contentSize();
        }
        return size;
    }

    private static Manifest found(RegistryClient client, ImageReference image) throws InterruptedException {
        return client.manifest(image)
                .orElseThrow(() -> new RegistryException("read " + image, "the registry has no " + image, "", null));
    }
}
