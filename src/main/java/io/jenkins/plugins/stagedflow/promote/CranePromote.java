package io.jenkins.plugins.stagedflow.promote;

import io.jenkins.plugins.stagedflow.host.Console;
import io.jenkins.plugins.stagedflow.host.Host;
import io.jenkins.plugins.stagedflow.registry.DockerLogins;
import io.jenkins.plugins.stagedflow.registry.RegistryLogin;
import io.jenkins.plugins.stagedflow.registry.Retag;
import io.jenkins.plugins.stagedflow.registry.Retagged;
import io.jenkins.plugins.stagedflow.registry.Trust;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Gives images their new tags at the registry, without pulling or building anything: the tags get the very manifest or
 * index that was pushed and scanned, byte for byte.
 *
 * <p>In the same repository signatures, SBOMs and attestations need nothing done: they refer to the image by its digest,
 * which stays the same. To another repository or registry they are copied, with the image's children and blobs, before
 * any tag is written.
 */
public final class CranePromote {
    private final Host host;
    private final Console console;

    /** Creates the operation. */
    public CranePromote(Host host, Console console) {
        this.host = host;
        this.console = console;
    }

    /**
     * Promotes the images: all of them or none. Running it again writes only the tags that do not hold their image yet.
     *
     * @return digest and tags of each image, with what the tags held before
     * @throws io.jenkins.plugins.stagedflow.host.OperationFailedException naming each image that is missing, or is not
     *     the one that was scanned, with both digests, or earlier than what its tag holds (no tag was written then); or
     *     each tag that could not be written, and what became of those that had been moved
     */
    public PromoteResult promote(PromoteRequest request) throws InterruptedException {
        Trust trust = Trust.of(host, request.ca(), request.isPlainHttp());
        RegistryLogin login =
                DockerLogins.orGiven(host, request.registry(), request.login()).trusting(trust);
        RegistryLogin toLogin = DockerLogins.orGiven(host, request.toRegistry(), request.toLogin())
                .trusting(trust);
        Console masked = console.masking(login.secrets()).masking(toLogin.secrets());
        List<Retagged> retagged = host.call(retag(request, login, toLogin), masked);
        Map<String, PromotedImage> images = new LinkedHashMap<>();
        retagged.forEach(image -> images.put(image.name(), PromotedImage.of(image)));
        PromoteResult result = new PromoteResult(request.isDryRun(), images);
        images.forEach((name, image) -> tell(masked.named(name), image, request.isDryRun()));
        return result;
    }

    private static Retag retag(PromoteRequest request, RegistryLogin login, RegistryLogin toLogin) {
        Retag retag = new Retag(request.images(), login).writingAs(toLogin);
        retag = request.isForced() ? retag : retag.refusingOlder();
        retag = request.withReferrers() ? retag : retag.withoutReferrers();
        return request.isDryRun() ? retag.dryRun() : retag;
    }

    private static void tell(Console lines, PromotedImage image, boolean dryRun) {
        if (image.moved().isEmpty()) {
            lines.line("%s is %s already".formatted(String.join(", ", image.tags()), image.digest()));
        } else if (dryRun) {
            lines.line("%s would become %s".formatted(String.join(", ", image.moved()), image.digest()));
        }
    }
}
