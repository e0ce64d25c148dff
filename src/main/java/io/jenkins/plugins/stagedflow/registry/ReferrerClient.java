package io.jenkins.plugins.stagedflow.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What refers to images: signatures, SBOMs, attestations. Where a registry does not keep a list of them, a tag named
 * after the digest does.
 *
 * @see <a href="https://github.com/opencontainers/distribution-spec/blob/v1.1.1/spec.md#listing-referrers">referrers</a>
 */
final class ReferrerClient {
    private static final Pattern NEXT = Pattern.compile("<([^>]+)>\\s*;\\s*rel=\"?next\"?");
    private static final int MOST_PAGES = 20;
    private static final int MOST_REFERRERS = 500;

    private final RegistryClient client;
    private final Conversation conversation;
    private final Access reading;

    ReferrerClient(RegistryClient client, Conversation conversation, Access reading) {
        this.client = client;
        this.conversation = conversation;
        this.reading = reading;
    }

    /** Returns what refers to a digest, by the registry's own list, else by the tag. */
    List<Descriptor> of(Repository repository, String digest) throws InterruptedException {
        Optional<List<Descriptor>> listed = listed(repository, digest);
        return listed.isPresent() ? listed.get() : tagged(repository, digest);
    }

    /** Writes something that refers to an image, by its digest, and adds it to the tag if the registry keeps no list. */
    void put(Repository repository, String subject, Manifest referrer) throws InterruptedException {
        if (!client.write(repository.at(referrer.digest()), referrer)) {
            Optional<Manifest> list = client.manifest(tag(repository, subject)).filter(Manifest::isIndex);
            Optional<Manifest> longer = with(referrer, list);
            if (longer.isPresent()) {
                client.put(tag(repository, subject), longer.get());
            }
        }
    }

    private Optional<List<Descriptor>> listed(Repository repository, String digest) throws InterruptedException {
        List<Descriptor> referrers = new ArrayList<>();
        RegistryRequest request = RegistryRequest.referrers(repository, digest, reading);
        String action = "list what refers to " + repository.at(digest);
        for (int page = 0; page < MOST_PAGES; page++) {
            Exchange answer = conversation.send(action, request);
            if (isUnknown(answer)) {
                return Optional.empty();
            }
            referrers.addAll(parsed(action, conversation.orFail(action, answer)));
            Optional<URI> next = next(answer);
            if (next.isEmpty()) {
                return Optional.of(referrers);
            }
            request = RegistryRequest.page(repository, next.get(), reading);
            if (referrers.size() > MOST_REFERRERS) {
                break;
            }
        }
        throw conversation.failure(action, repository.registry() + " has more than anybody can want");
    }

    private List<Descriptor> tagged(Repository repository, String digest) throws InterruptedException {
        Optional<Manifest> list = client.manifest(tag(repository, digest)).filter(Manifest::isIndex);
        return list.isPresent() ? list.get().manifests() : List.of();
    }

    // Registries from before OCI 1.1 do not know the address, and say so in different ways.
    private static boolean isUnknown(Exchange answer) {
        return switch (answer.status()) {
            case 400, 404, 405, 406, 501 -> true;
            default ->
                answer.isSuccess()
                        && !MediaTypes.isIndex(
                                MediaTypes.of(answer.header("Content-Type").orElse("")));
        };
    }

    private List<Descriptor> parsed(String action, Exchange answer) {
        List<Descriptor> referrers = new ArrayList<>();
        try {
            JsonNode list = new ObjectMapper().readTree(answer.body()).path("manifests");
            list.forEach(each -> referrers.add(Descriptor.of(each)));
            return referrers;
        } catch (IOException | IllegalArgumentException e) {
            throw conversation.failure(action, answer.uri().getAuthority() + " answered with no list of manifests");
        }
    }

    private static Optional<URI> next(Exchange answer) {
        Matcher link = NEXT.matcher(answer.header("Link").orElse(""));
        try {
            return link.find()
                    ? Optional.of(answer.uri().resolve(link.group(1)))
                            .filter(next -> Endpoint.isSameOrigin(answer.uri(), next))
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<Manifest> with(Manifest referrer, Optional<Manifest> list) {
        List<Descriptor> before = list.map(Manifest::manifests).orElse(List.of());
        if (before.stream().anyMatch(each -> each.digest().equals(referrer.digest()))) {
            return Optional.empty();
        }
        ObjectNode index = new ObjectMapper().createObjectNode();
        ArrayNode manifests =
                index.put("schemaVersion", 2).put("mediaType", MediaTypes.INDEX).putArray("manifests");
        before.forEach(each -> manifests.add(each.json()));
        manifests.add(referrer.asReferrer());
        byte[] bytes = index.toString().getBytes(StandardCharsets.UTF_8);
        return Optional.of(new Manifest(MediaTypes.INDEX, Digests.of(bytes), bytes));
    }

    private static ImageReference tag(Repository repository, String digest) {
        return repository.tagged(SignatureTags.base(digest));
    }
}
