package io.jenkins.plugins.stagedflow.runner.steps;

import io.jenkins.plugins.stagedflow.runner.context.StepFailure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * The tests of JUnit reports.
 *
 * @param total how many there are
 * @param failed how many failed
 * @param skipped how many were skipped
 * @param names the first of those that failed
 */
record TestCounts(int total, int failed, int skipped, List<String> names) {
    private static final int MOST_NAMES = 10;

    static TestCounts of(Path directory, List<Path> files) {
        Counter counter = new Counter();
        files.forEach(file -> read(directory.resolve(file), counter));
        return new TestCounts(counter.total, counter.failed, counter.skipped, List.copyOf(counter.names));
    }

    private static void read(Path file, Counter counter) {
        // A report may name no other file and no entity.
        XMLInputFactory factory = XMLInputFactory.newFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
        try (InputStream content = Files.newInputStream(file)) {
            XMLStreamReader reader = factory.createXMLStreamReader(content);
            while (reader.hasNext()) {
                if (reader.next() == XMLStreamReader.START_ELEMENT) {
                    counter.element(reader);
                }
            }
        } catch (IOException | XMLStreamException e) {
            throw new StepFailure("junit: " + file + " is no report: " + e.getMessage());
        }
    }

    private static final class Counter {
        private final List<String> names = new ArrayList<>();
        private String test = "";
        private int total;
        private int failed;
        private int skipped;
        private boolean counted;

        void element(XMLStreamReader reader) {
            switch (reader.getLocalName()) {
                case "testcase" -> test(reader);
                case "failure", "error" -> failure();
                case "skipped" -> skipped++;
                default -> {}
            }
        }

        private void test(XMLStreamReader reader) {
            test = reader.getAttributeValue(null, "classname") + "." + reader.getAttributeValue(null, "name");
            total++;
            counted = false;
        }

        private void failure() {
            if (!counted) {
                counted = true;
                failed++;
                if (names.size() < MOST_NAMES) {
                    names.add(test);
                }
            }
        }
    }
}
