package io.jenkins.plugins.stagedflow.github;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.stagedflow.host.Console;
import java.io.IOException;
import java.util.Optional;
import org.kohsuke.github.GHRelease;
import org.kohsuke.github.GHRepository;
import org.kohsuke.github.HttpException;

/** Does what is missing of a release. */
record Publisher(GHRepository repository, ReleaseContent content, Console console) {
    private static final int DRAFTS_LOOKED_AT = 100;

    /** Returns the release as it is now. */
    PublishedRelease publish() throws IOException {
        Optional<GHRelease> published = published();
        if (published.isPresent()) {
            new Assets(content, console).complete(published.get());
            return told(published.get(), true);
        }
        Optional<GHRelease> draft = draft();
        GHRelease release = draft.isPresent() ? draft.get() : create();
        new Assets(content, console).complete(release);
        return told(release.isDraft() && !content.draft() ? published(release) : release, draft.isPresent());
    }

    private Optional<GHRelease> published() throws IOException {
        return Optional.ofNullable(repository.getReleaseByTagName(content.tag()));
    }

    // A draft is not found by its tag.
    private Optional<GHRelease> draft() throws IOException {
        int left = DRAFTS_LOOKED_AT;
        for (GHRelease release : repository.listReleases().withPageSize(DRAFTS_LOOKED_AT)) {
            if (release.isDraft() && content.tag().equals(release.getTagName())) {
                return Optional.of(release);
            }
            if (--left == 0) {
                break;
            }
        }
        return Optional.empty();
    }

    private GHRelease create() throws IOException {
        try {
            return repository
                    .createRelease(content.tag())
                    .name(content.tag())
                    .commitish(content.commit())
                    .body(content.body())
                    .generateReleaseNotes(content.generateNotes())
                    .prerelease(content.preRelease())
                    .draft(content.draft() || !content.assets().isEmpty())
                    .create();
        } catch (HttpException e) {
            return madeByAnother(e, null);
        }
    }

    private GHRelease published(GHRelease draft) throws IOException {
        try {
            return draft.update().draft(false).update();
        } catch (HttpException e) {
            return madeByAnother(e, draft);
        }
    }

    // Two runs for one version, both of which saw none: the first counts.
    private GHRelease madeByAnother(HttpException e, @CheckForNull GHRelease ownDraft) throws IOException {
        Optional<GHRelease> other = ApiFailure.of(e).saysAlreadyExists() ? published() : Optional.empty();
        if (other.isEmpty()) {
            throw e;
        }
        if (ownDraft != null) {
            ownDraft.delete();
        }
        new Assets(content, console).complete(other.get());
        return other.get();
    }

    private PublishedRelease told(GHRelease release, boolean existing) {
        String url = String.valueOf(release.getHtmlUrl());
        console.line("The release %s is at %s.".formatted(content.tag(), url));
        return new PublishedRelease(url, existing);
    }
}
