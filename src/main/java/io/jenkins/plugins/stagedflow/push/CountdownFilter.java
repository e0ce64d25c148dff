package io.jenkins.plugins.stagedflow.push;

import io.jenkins.plugins.stagedflow.host.Console;
import io.jenkins.plugins.stagedflow.host.Secret;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A console that leaves out docker's countdowns: of "Retrying in 5 seconds, 4 seconds, ..." only the first line is news. */
final class CountdownFilter implements Console {
    private static final Pattern COUNTDOWN = Pattern.compile("(\\w+): Retrying in (\\d{1,6}) seconds?");

    private final Console console;
    private final Map<String, Integer> secondsByLayer = new ConcurrentHashMap<>();

    CountdownFilter(Console console) {
        this.console = console;
    }

    @Override
    public void line(String text) {
        Matcher matcher = COUNTDOWN.matcher(text);
        if (!matcher.matches() || isNews(matcher.group(1), Integer.parseInt(matcher.group(2)))) {
            console.line(text);
        }
    }

    @Override
    public Console named(String name) {
        return new CountdownFilter(console.named(name));
    }

    @Override
    public Console masking(Collection<Secret> secrets) {
        return new CountdownFilter(console.masking(secrets));
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
