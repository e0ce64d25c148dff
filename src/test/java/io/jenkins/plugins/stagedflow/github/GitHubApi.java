package io.jenkins.plugins.stagedflow.github;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.jenkins.plugins.stagedflow.host.Secret;
import java.util.List;
import org.junit.rules.ExternalResource;

/** A stand-in for GitHub's API: the answers of the endpoints a release needs, for the repository team/app. */
public final class GitHubApi extends ExternalResource {
    public static final String TOKEN = "ghp_hunter2token";
    public static final String RELEASES = "/repos/team/app/releases";

    private final WireMockServer server =
            new WireMockServer(options().dynamicPort().bindAddress("127.0.0.1"));

    @Override
    protected void before() {
        server.start();
        server.stubFor(get("/repos/team/app")
                .willReturn(okJson("{\"id\": 1, \"name\": \"app\", \"full_name\": \"team/app\", \"html_url\":"
                        + " \"https://github.example/team/app\", \"owner\": {\"login\": \"team\"}}")));
        releases();
        server.stubFor(post(RELEASES).willReturn(created(release(7, "2026.11.0", false))));
    }

    @Override
    protected void after() {
        server.stop();
    }

    public WireMockServer server() {
        return server;
    }

    public String url() {
        return server.baseUrl();
    }

    public GitHubRepository repository() {
        return GitHubRepository.of(url(), "team/app", Secret.of(TOKEN));
    }

    /** Answers lists of releases and questions for a tag by these. */
    public void releases(String... releases) {
        server.stubFor(get(urlPathEqualTo(RELEASES)).willReturn(okJson("[" + String.join(",", releases) + "]")));
    }

    /** Lets a published release be found by its tag. */
    public void published(String tag, String release) {
        server.stubFor(get(RELEASES + "/tags/" + tag).willReturn(okJson(release)));
    }

    public void assets(int release, String... assets) {
        server.stubFor(get(urlPathEqualTo(RELEASES + "/" + release + "/assets"))
                .willReturn(okJson("[" + String.join(",", assets) + "]")));
    }

    public String release(int id, String tag, boolean draft) {
        return ("{\"id\": %d, \"tag_name\": \"%s\", \"draft\": %b, \"html_url\":"
                        + " \"https://github.example/team/app/releases/%s\", \"url\": \"%s/%d\", \"upload_url\":"
                        + " \"%s/uploads/%d/assets{?name,label}\"}")
                .formatted(id, tag, draft, draft ? "draft-" + id : tag, url() + RELEASES, id, url(), id);
    }

    public String asset(int id, String name, long size, String state) {
        return "{\"id\": %d, \"name\": \"%s\", \"size\": %d, \"state\": \"%s\", \"url\": \"%s/assets/%d\"}"
                .formatted(id, name, size, state, url() + RELEASES, id);
    }

    public static ResponseDefinitionBuilder created(String json) {
        return aResponse()
                .withStatus(201)
                .withHeader("Content-Type", "application/json")
                .withBody(json);
    }

    public static ResponseDefinitionBuilder failure(int status, String json) {
        return aResponse()
                .withStatus(status)
                .withHeader("Content-Type", "application/json")
                .withBody(json);
    }

    /** Returns method and path of all requests, in order. */
    public List<String> requests() {
        return requested().stream()
                .map(request -> request.getMethod() + " " + request.getUrl())
                .toList();
    }

    /** Returns all requests, in order. */
    public List<LoggedRequest> requested() {
        List<LoggedRequest> requests = new java.util.ArrayList<>();
        server.getAllServeEvents().forEach(event -> requests.add(0, event.getRequest()));
        return requests;
    }
}
