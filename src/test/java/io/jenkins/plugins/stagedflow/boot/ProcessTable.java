package io.jenkins.plugins.stagedflow.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/** The processes of this machine. */
final class ProcessTable {
    private ProcessTable() {}

    /** Returns those whose command line or environment has the text, so that whatever a boot started is found. */
    static List<String> with(String text) {
        List<String> found = new ArrayList<>();
        try (var processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            for (Path process : processes) {
                String commandLine = read(process.resolve("cmdline"));
                if (commandLine.contains(text)
                        || read(process.resolve("environ")).contains(text)) {
                    found.add(process.getFileName() + " " + commandLine);
                }
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return found;
    }

    /** Returns whether a process of that process group lives. */
    static boolean isGroup(long group) {
        return ProcessHandle.allProcesses().anyMatch(process -> {
            String stat = read(Path.of("/proc/" + process.pid() + "/stat"));
            // After the name, which ends with the last parenthesis: state, parent, group.
            String[] fields = stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ");
            return fields.length > 2 && !"Z".equals(fields[0]) && fields[2].equals(Long.toString(group));
        });
    }

    /** Waits until it holds, for 30 s at most. */
    static void await(BooleanSupplier condition) throws InterruptedException {
        for (int i = 0; i < 600 && !condition.getAsBoolean(); i++) {
            Thread.sleep(50);
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1).replace('\0', ' ');
        } catch (IOException e) {
            return "";
        }
    }
}
