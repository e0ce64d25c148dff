package io.jenkins.plugins.stagedflow.release;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.ZoneOffset;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.TagBuilder;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.util.FileUtils;

/**
 * A bare repository for the time of a release: tag objects are made here, so that nothing is written to the user's own
 * repository, no hook of it runs and no tag of it counts. It may borrow the objects of another one.
 */
final class Workspace implements AutoCloseable {
    /** What the names of the directories of this process begin with. */
    static final String PREFIX =
            "staged-flow-release-" + ProcessHandle.current().pid() + "-";

    private final Path directory;
    private final Repository repository;

    private Workspace(Path directory, Repository repository) {
        this.directory = directory;
        this.repository = repository;
    }

    /** Creates an empty workspace. */
    static Workspace empty() throws IOException {
        return create(null);
    }

    /** Creates a workspace that has all objects of the given repository. */
    static Workspace borrowing(Repository lender) throws IOException {
        return create(lender);
    }

    /** Returns the repository. */
    Repository repository() {
        return repository;
    }

    /** Returns whether the commit is here. */
    boolean has(ObjectId commit) throws IOException {
        return repository.getObjectDatabase().has(commit);
    }

    /** Returns whether the commit is the other one or an ancestor of it, as far as both are here. */
    boolean isReachable(ObjectId commit, ObjectId from) throws IOException {
        if (commit.equals(from)) {
            return true;
        }
        if (!has(from)) {
            return false;
        }
        try (RevWalk walk = new RevWalk(repository)) {
            return walk.isMergedInto(walk.parseCommit(commit), walk.parseCommit(from));
        }
    }

    /** Creates the object of an annotated tag and returns its id. */
    ObjectId insertTag(CalendarVersion version, ObjectId commit, TagText text) throws IOException {
        TagBuilder tag = new TagBuilder();
        tag.setTag(version.toString());
        tag.setObjectId(commit, Constants.OBJ_COMMIT);
        tag.setTagger(new PersonIdent(
                text.tagger().name(),
                text.tagger().email(),
                Instant.ofEpochSecond(text.epochSecond()),
                ZoneOffset.UTC));
        tag.setMessage(text.messageOf(version));
        try (ObjectInserter inserter = repository.newObjectInserter()) {
            ObjectId id = inserter.insert(tag);
            inserter.flush();
            return id;
        }
    }

    @Override
    public void close() throws IOException {
        repository.close();
        FileUtils.delete(directory.toFile(), FileUtils.RECURSIVE | FileUtils.RETRY | FileUtils.SKIP_MISSING);
    }

    private static Workspace create(@CheckForNull Repository lender) throws IOException {
        Path directory = Files.createTempDirectory(
                PREFIX, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        FileRepositoryBuilder builder = new FileRepositoryBuilder().setBare().setGitDir(directory.toFile());
        if (lender != null) {
            builder.addAlternateObjectDirectory(new File(lender.getCommonDirectory(), "objects"));
            copyShallow(lender.getCommonDirectory().toPath(), directory);
        }
        Repository repository = builder.build();
        repository.create(true);
        return new Workspace(directory, repository);
    }

    // Where the history of a shallow clone ends is written beside its objects.
    private static void copyShallow(Path from, Path to) throws IOException {
        Path shallow = from.resolve("shallow");
        if (Files.exists(shallow)) {
            Files.copy(shallow, to.resolve("shallow"), StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
