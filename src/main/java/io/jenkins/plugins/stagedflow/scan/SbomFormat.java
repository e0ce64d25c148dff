package io.jenkins.plugins.stagedflow.scan;

import io.jenkins.plugins.stagedflow.host.InvalidRequestException;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** Formats of a software bill of materials. */
public enum SbomFormat {
    /** SPDX as JSON. */
    SPDX("spdx-json", ".spdx.json"),
    /** CycloneDX as JSON. */
    CYCLONEDX("cyclonedx", ".cdx.json");

    private final String option;
    private final String suffix;

    SbomFormat(String option, String suffix) {
        this.option = option;
        this.suffix = suffix;
    }

    /** Returns the name on the command line of Trivy. */
    String option() {
        return option;
    }

    /** Returns the end of the name of a file in this format. */
    String suffix() {
        return suffix;
    }

    static Set<SbomFormat> named(String field, Collection<String> names) {
        Set<SbomFormat> formats = EnumSet.noneOf(SbomFormat.class);
        names.forEach(name -> formats.add(named(field, name)));
        return Collections.unmodifiableSet(formats);
    }

    private static SbomFormat named(String field, String name) {
        return Arrays.stream(values())
                .filter(format -> format.name().equals(name.strip().toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new InvalidRequestException(field, name, "some of spdx, cyclonedx"));
    }
}
