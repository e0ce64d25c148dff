package io.jenkins.plugins.stagedflow.release;

import io.jenkins.plugins.stagedflow.host.Console;
import io.jenkins.plugins.stagedflow.host.Host;
import io.jenkins.plugins.stagedflow.registry.RestoreTags;
import io.jenkins.plugins.stagedflow.registry.RestoredTag;
import io.jenkins.plugins.stagedflow.registry.Retag;
import io.jenkins.plugins.stagedflow.registry.Retagged;
import io.jenkins.plugins.stagedflow.registry.Retagging;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The images of a release at their registry. */
record ReleaseImages(Host host, Console console, CalverReleaseRequest request) {
    /** Returns name to digest of what the request means. */
    Map<String, String> digests() throws InterruptedException {
        return find("", Map.of());
    }

    /** Returns name to digest of what belongs to a version that was there before. */
    Map<String, String> digests(Reservation version) throws InterruptedException {
        return find(version.version().toString(), version.images());
    }

    /** Returns repository to digest. */
    TreeMap<String, String> byRepository(Map<String, String> digests) {
        TreeMap<String, String> repositories = new TreeMap<>();
        request.images()
                .values()
                .forEach(image -> repositories.put(image.source().repository().toString(), digests.get(image.name())));
        return repositories;
    }

    /** Returns what is to be done, without having done it: each image, with what its tag holds now. */
    List<Retagged> plan(Reservation version, Map<String, String> digests) throws InterruptedException {
        return host.call(retag(version, digests).dryRun(), console);
    }

    /** Gives all images the version; if one cannot be written the others stay as they are then. */
    List<Retagged> tag(Reservation version, Map<String, String> digests) throws InterruptedException {
        return host.call(retag(version, digests).leavingWhatWasMoved(), console);
    }

    /** Puts back what a plan found. */
    List<RestoredTag> restore(List<Retagged> plan) throws InterruptedException {
        return host.call(new RestoreTags(plan, request.login()), console);
    }

    /** Returns whether every image of the plan has the version. */
    static boolean isComplete(List<Retagged> plan) {
        return plan.stream().allMatch(image -> image.tags().stream()
                .allMatch(tag -> image.digest().equals(image.before().get(tag))));
    }

    private Map<String, String> find(String version, Map<String, String> recorded) throws InterruptedException {
        ArrayList<SourceImage> images = new ArrayList<>(request.images().values());
        LinkedHashMap<String, String> digests =
                host.call(new FindDigests(images, version, recorded, request.login()), console);
        return digests;
    }

    private Retag retag(Reservation version, Map<String, String> digests) {
        List<Retagging> retaggings = new ArrayList<>();
        for (SourceImage image : request.images().values()) {
            String digest = digests.get(image.name());
            List<String> tags = List.of(version.version().toString());
            retaggings.add(new Retagging(image.name(), image.at(digest).source(), digest, tags));
        }
        return new Retag(retaggings, request.login());
    }
}
