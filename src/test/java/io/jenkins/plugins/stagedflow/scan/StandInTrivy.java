package io.jenkins.plugins.stagedflow.scan;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;

/** A script that stands in for Trivy where the real one cannot be brought to show a fault. */
final class StandInTrivy {
    private StandInTrivy() {}

    /**
     * Writes the script.
     *
     * @param program where to
     * @param workspace where it notes what it fetched; a file {@code fetches} there is what it does after that
     * @param scan what it does when it is to scan, in the language of the shell; {@code $output} is the report
     */
    static void write(Path program, Path workspace, String scan) throws IOException {
        Path database =
                TestDatabase.write(Files.createDirectories(workspace.resolveSibling("stand-in")), Instant.now());
        String script = """
                #!/bin/sh
                case "$*" in --version) echo 'Version: 0.68.2'; exit 0;; esac
                kind=scan output= cache= repository=
                while [ $# -gt 0 ]; do
                  case $1 in
                    --download-db-only) kind=vulnerability;;
                    --download-java-db-only) kind=java;;
                    --output) output=$2; shift;;
                    --cache-dir) cache=$2; shift;;
                    --db-repository) repository=$2; shift;;
                  esac
                  shift
                done
                if [ $kind != scan ]; then
                  mkdir -p "$cache/db" "$cache/java-db"
                  echo $kind $repository | sed 's/ $//' >>"%1$s/fetched"
                  if [ $kind = java ]; then cp '%2$s/java.db' "$cache/java-db/trivy-java.db"; to=java-db; else
                    cp '%2$s/db/trivy.db' "$cache/db/trivy.db"; to=db; fi
                  cp '%2$s/db/metadata.json' "$cache/$to/metadata.json"
                  if [ -e '%1$s/fetches' ]; then . '%1$s/fetches'; fi
                  exit
                fi
                """.formatted(workspace, database.getParent().getParent());
        writeJavaDatabase(database.getParent().resolveSibling("java.db"));
        Files.createDirectories(program.getParent());
        Files.writeString(program, script + scan + "\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    // One page of SQLite, as far as its header tells.
    private static void writeJavaDatabase(Path file) throws IOException {
        byte[] page = new byte[4096];
        byte[] magic = "SQLite format 3\0".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        System.arraycopy(magic, 0, page, 0, magic.length);
        page[16] = 0x10;
        page[31] = 1;
        Files.write(file, page);
    }
}
