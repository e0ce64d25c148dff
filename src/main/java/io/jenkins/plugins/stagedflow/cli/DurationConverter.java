package io.jenkins.plugins.stagedflow.cli;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a time such as {@code 90}, {@code 90s}, {@code 2m}, {@code 1h}, {@code 7d}; without a unit it is seconds. */
final class DurationConverter implements ITypeConverter<Duration> {
    private static final Pattern FORM = Pattern.compile("(-?\\d{1,9})([smhd]?)");

    @Override
    public Duration convert(String value) {
        Matcher time = FORM.matcher(value);
        if (!time.matches()) {
            throw new TypeConversionException("'" + value + "' is not valid; expected a time such as 90s, 2m or 1h");
        }
        long amount = Long.parseLong(time.group(1));
        return switch (time.group(2)) {
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            case "d" -> Duration.ofDays(amount);
            default -> Duration.ofSeconds(amount);
        };
    }
}
