package io.jenkins.plugins.stagedflow.host;

/** A request names a value that cannot be meant. Nothing was touched. The message names field, value and what is expected. */
public class InvalidRequestException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final String field;

    /**
     * Creates a refusal.
     *
     * @param field name of the request's field
     * @param value what it was; shortened when long
     * @param expected what it should be, as in "a port from 1 to 65535"
     */
    public InvalidRequestException(String field, Object value, String expected) {
        super("%s: %s; expected %s.".formatted(field, problem(String.valueOf(value)), expected));
        this.field = field;
    }

    /** Returns the name of the refused field. */
    public String field() {
        return field;
    }

    private static String problem(String value) {
        return value.isEmpty() ? "nothing is given" : quoted(value) + " is not valid";
    }

    private static String quoted(String value) {
        String shortened =
                value.length() <= 80 ? value : value.substring(0, 77) + "... (" + value.length() + " characters)";
        return "'" + shortened.replaceAll("\\p{Cntrl}", "?") + "'";
    }
}
