package io.jenkins.plugins.stagedflow.report;

/**
 * Writes HTML. Every text and every attribute value is escaped; characters that HTML cannot hold are replaced.
 *
 * @see <a href="https://html.spec.whatwg.org/multipage/syntax.html">HTML, the syntax</a>
 */
final class Html {
    private final StringBuilder page = new StringBuilder();

    /** Begins an element; attributes are given as name, value, name, value. */
    Html open(String element, String... attributes) {
        page.append('<').append(element);
        for (int i = 0; i < attributes.length; i += 2) {
            page.append(' ').append(attributes[i]).append("=\"");
            escape(attributes[i + 1]);
            page.append('"');
        }
        page.append('>');
        return this;
    }

    /** Ends an element. */
    Html close(String element) {
        page.append("</").append(element).append('>');
        return this;
    }

    /** Ends an element and the line. */
    Html closeLine(String element) {
        close(element);
        page.append('\n');
        return this;
    }

    /** Writes a text. */
    Html text(String text) {
        escape(text);
        return this;
    }

    /** Writes an element with a text in it. */
    Html element(String element, String text, String... attributes) {
        return open(element, attributes).text(text).close(element);
    }

    /** Writes what is HTML already, which is never what somebody else named. */
    Html trusted(String html) {
        page.append(html);
        return this;
    }

    @Override
    public String toString() {
        return page.toString();
    }

    private void escape(String text) {
        text.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> page.append("&amp;");
                case '<' -> page.append("&lt;");
                case '>' -> page.append("&gt;");
                case '"' -> page.append("&quot;");
                case '\'' -> page.append("&#39;");
                default -> page.appendCodePoint(isAllowed(c) ? c : 0xFFFD);
            }
        });
    }

    private static boolean isAllowed(int c) {
        boolean control = Character.isISOControl(c) && c != '\n' && c != '\t';
        boolean surrogate = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
        // Marks that turn the direction of writing would let a name look like another one.
        boolean turning = c >= 0x202A && c <= 0x202E || c >= 0x2066 && c <= 0x2069;
        return !control && !surrogate && !turning;
    }
}
