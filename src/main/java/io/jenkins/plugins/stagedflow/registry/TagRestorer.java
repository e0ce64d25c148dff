package io.jenkins.plugins.stagedflow.registry;

import io.jenkins.plugins.stagedflow.host.Console;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Puts tags back one by one, as {@link RestoreTags} promises. */
record TagRestorer(RegistryClient client, Console console) {
    /** Returns what became of each tag that does not hold what it held before. */
    ArrayList<RestoredTag> restore(List<Retagged> images) throws InterruptedException {
        ArrayList<RestoredTag> restored = new ArrayList<>();
        for (Retagged image : images) {
            for (ImageReference tag : image.references()) {
                String before = image.before().getOrDefault(tag.identifier(), "");
                restore(tag, before, image.digest()).ifPresent(restored::add);
            }
        }
        restored.forEach(tag -> console.line(tag.toString()));
        return restored;
    }

    private Optional<RestoredTag> restore(ImageReference tag, String before, String moved) throws InterruptedException {
        try {
            String now = client.digest(tag).orElse("");
            if (now.equals(before)) {
                return Optional.empty();
            }
            if (!now.equals(moved)) {
                return Optional.of(new RestoredTag(tag.toString(), before, false, "it holds " + now + " by now"));
            }
            putBack(tag, before);
            return Optional.of(new RestoredTag(tag.toString(), before, true, ""));
        } catch (RegistryException e) {
            return Optional.of(new RestoredTag(tag.toString(), before, false, e.reason()));
        }
    }

    private void putBack(ImageReference tag, String before) throws InterruptedException {
        if (before.isEmpty()) {
            client.deleteTag(tag);
        } else {
            ImageReference image = tag.repository().at(before);
            client.put(tag, client.manifest(image).orElseThrow(() -> gone(image)));
        }
    }

    private static RegistryException gone(ImageReference image) {
        return new RegistryException("read " + image, "the registry has no " + image + " any more", "", null);
    }
}
