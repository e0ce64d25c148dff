package io.jenkins.plugins.stagedflow.runner.scm;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The files a local run is about: those that differ from the commit in STAGED_FLOW_BASE, or from where the branch left the
 * main branch of {@code origin}, what is not committed yet among them.
 */
public final class ChangedFiles {
    private static final List<String> MAIN = List.of("origin/HEAD", "origin/main", "origin/master");

    private final SourceRepository repository;

    /** Creates the changes of a repository. */
    public ChangedFiles(SourceRepository repository) {
        this.repository = repository;
    }

    /**
     * Returns the files, relative to the repository.
     *
     * @param base the commit to compare with, or an empty text
     */
    public List<String> since(String base) throws InterruptedException {
        Optional<String> from = base.isEmpty() ? main() : Optional.of(base);
        return repository.changedSince(from.orElse("HEAD")).stream()
                .map(Path::toString)
                .toList();
    }

    private Optional<String> main() throws InterruptedException {
        for (String branch : MAIN) {
            Optional<String> base = repository.mergeBase(branch);
            if (base.isPresent()) {
                return base;
            }
        }
        return Optional.empty();
    }
}
