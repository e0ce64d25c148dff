package io.jenkins.plugins.stagedflow.push;

import java.io.IOException;

/**
 * A Docker Engine that keeps layers as they are; one that keeps them compressed pushes well enough by itself.
 *
 * @param address as {@code DOCKER_HOST} has it
 * @param patience with it
 */
record EnginePlace(String address, EnginePatience patience) implements ImagePlace {
    @Override
    public ImageStore open(Compression compression) throws IOException {
        EngineStore store = new EngineStore(EngineApi.at(address, patience), compression);
        if (store.keepsImagesCompressed()) {
            throw new IOException("it keeps its images compressed");
        }
        return store;
    }
}
