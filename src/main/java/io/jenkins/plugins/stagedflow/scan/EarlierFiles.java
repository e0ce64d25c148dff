package io.jenkins.plugins.stagedflow.scan;

import io.jenkins.plugins.stagedflow.host.Host;
import io.jenkins.plugins.stagedflow.host.HostPath;
import io.jenkins.plugins.stagedflow.host.InvalidRequestException;
import java.util.Optional;

/** Reads the results of earlier scans that a gate names from the files of a host. */
record EarlierFiles(Host host, Gate gate) {
    /**
     * Returns what they hold.
     *
     * @throws InvalidRequestException naming the field, if a file is missing or is no result of a scan: a base line that
     *     cannot be read must not be taken for an empty one, nor for one that lets everything through
     */
    Earlier read() {
        return new Earlier(
                gate.baseline().isEmpty() ? Optional.empty() : Optional.of(result("baseline", gate.baseline())),
                gate.earlier().stream().map(file -> result("earlier", file)).toList());
    }

    private ScanResult result(String field, String file) {
        HostPath path = host.directory().resolve(file);
        return Optional.of(path)
                .filter(host.files()::exists)
                .flatMap(present -> ScanJson.read(host.files().read(present)))
                .orElseThrow(() -> new InvalidRequestException(
                        field, file, "a file with the JSON result of an earlier scan on the host"));
    }
}
