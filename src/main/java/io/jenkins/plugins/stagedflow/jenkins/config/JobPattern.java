package io.jenkins.plugins.stagedflow.jenkins.config;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Patterns of full names of jobs: * stands for any part of a name, ** also for folders in between. */
final class JobPattern {
    private static final Pattern STARS = Pattern.compile("\\*{1,2}");

    private JobPattern() {}

    static boolean matches(String pattern, String job) {
        StringBuilder regex = new StringBuilder();
        Matcher stars = STARS.matcher(pattern);
        int end = 0;
        while (stars.find()) {
            regex.append(Pattern.quote(pattern.substring(end, stars.start())));
            regex.append("*".equals(stars.group()) ? "[^/]*" : ".*");
            end = stars.end();
        }
        return job.matches(regex + Pattern.quote(pattern.substring(end)));
    }
}
