package io.jenkins.plugins.stagedflow.library;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.Test;

/** The path filters of the library, as GitHub has them. */
public class PathFiltersTest {
    private static final LibraryClasses LIBRARY = new LibraryClasses();

    @Test
    public void shouldMatchWithinAFolderAndBelow() {
        assertThat(matches("docs/index.md", "docs/**")).isTrue();
        assertThat(matches("docs/a/b/c.png", "docs/**")).isTrue();
        assertThat(matches("mkdocs.yml", "docs/**", "mkdocs.yml")).isTrue();
        assertThat(matches("docs2/index.md", "docs/**")).isFalse();
        assertThat(matches("docs", "docs/**")).isFalse();
        assertThat(matches("src/docs/index.md", "docs/**")).isFalse();
    }

    @Test
    public void shouldNotCrossFoldersWithOneStar() {
        assertThat(matches("README.md", "*.md")).isTrue();
        assertThat(matches("a/README.md", "*.md")).isFalse();
        assertThat(matches("README.md", "**/*.md")).isTrue();
        assertThat(matches("a/b/README.md", "**/*.md")).isTrue();
        assertThat(matches("a/x/b", "a/*/b")).isTrue();
        assertThat(matches("a/x/y/b", "a/*/b")).isFalse();
    }

    @Test
    public void shouldTakeOtherCharactersAsTheyAre() {
        assertThat(matches("a+b(1).txt", "a+b(1).txt")).isTrue();
        assertThat(matches("aXtxt", "a.txt")).isFalse();
        assertThat(matches("v1", "v?")).isTrue();
        assertThat(matches("v/", "v?")).isFalse();
    }

    @Test
    public void shouldLetTheLastFilterDecide() {
        assertThat(matches("docs/index.md", "**", "!docs/**")).isFalse();
        assertThat(matches("backend/a.py", "**", "!docs/**")).isTrue();
        assertThat(matches("docs/index.md", "**", "!docs/**", "docs/index.md")).isTrue();
    }

    private static boolean matches(String file, String... filters) {
        return (boolean) LIBRARY.call("Glob", "matches", List.of(filters), file);
    }
}
