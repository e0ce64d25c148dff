package io.jenkins.plugins.stagedflow.push;

import io.jenkins.plugins.stagedflow.host.Console;
import io.jenkins.plugins.stagedflow.host.Secret;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A console that leaves out of docker's progress what is no news: that a layer is prepared or waits, and of a countdown
 * ("Retrying in 5 seconds, 4 seconds, ...") all but the first line. What became of a layer stays, one line each.
 */
final class ProgressFilter implements Console {
    private static final Pattern NO_NEWS = Pattern.compile("\\w+: (Preparing|Waiting)");
    private static final Pattern COUNTDOWN = Pattern.compile("(\\w+): Retrying in (\\d{1,6}) seconds?");

    private final Console console;
    private final Map<String, Integer> secondsByLayer = new ConcurrentHashMap<>();

    ProgressFilter(Console console) {
        this.console = console;
    }

    @Override
    public void line(String text) {
        Matcher countdown = COUNTDOWN.matcher(text);
        boolean news = countdown.matches()
                ? isNews(countdown.group(1), Integer.parseInt(countdown.group(2)))
                : !NO_NEWS.matcher(text).matches();
        if (news) {
            console.line(text);
        }
    }

    @Override
    public Console named(String name) {
        return new ProgressFilter(console.named(name));
    }

    @Override
    public Console masking(Collection<Secret> secrets) {
        return new ProgressFilter(console.masking(secrets));
    }

    @Override
    public String masked(String text) {
        return console.masked(text);
    }

    private boolean isNews(String layer, int seconds) {
        Integer before = secondsByLayer.put(layer, seconds);
        return before == null || seconds > before;
    }
}
