package io.jenkins.plugins.stagedflow.jenkins.run;

import hudson.FilePath;
import hudson.Functions;
import hudson.Launcher;
import hudson.model.BuildListener;
import hudson.model.Run;
import hudson.model.TaskListener;
import java.io.IOException;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Archives files that steps wrote. */
final class Artifacts {
    private final Run<?, ?> run;
    private final FilePath workspace;
    private final Launcher launcher;
    private final TaskListener listener;

    Artifacts(Run<?, ?> run, FilePath workspace, Launcher launcher, TaskListener listener) {
        this.run = run;
        this.workspace = workspace;
        this.launcher = launcher;
        this.listener = listener;
    }

    /** Archives the files of the workspace and returns their paths; says what could not be archived, and goes on. */
    List<String> archive(List<String> paths) throws InterruptedException {
        try {
            Map<String, String> files = new LinkedHashMap<>();
            for (String path : paths) {
                relative(path).stream()
                        .limit(Limits.MOST_PARTS - files.size())
                        .forEach(found -> files.put(found, found));
            }
            if (files.isEmpty()) {
                return List.of();
            }
            run.pickArtifactManager().archive(workspace, launcher, new Listener(listener), files);
            return List.copyOf(files.keySet());
        } catch (IOException | RuntimeException e) {
            listener.getLogger().println("The reports could not be archived: " + e.getMessage());
            return List.of();
        }
    }

    private List<String> relative(String path) throws IOException, InterruptedException {
        String inside = path.startsWith(workspace.getRemote() + "/")
                ? path.substring(workspace.getRemote().length() + 1)
                : path;
        if (inside.startsWith("/")) {
            return List.of();
        }
        if (!inside.endsWith("/**")) {
            return List.of(inside);
        }
        return Stream.of(workspace.list(inside))
                .map(file -> file.getRemote().substring(workspace.getRemote().length() + 1))
                .toList();
    }

    /** Returns whether the reader may have the artifacts of the run. */
    static boolean mayRead(Run<?, ?> run) {
        return !Functions.isArtifactsPermissionEnabled() || run.hasPermission(Run.ARTIFACTS);
    }

    /** The listener as the archiver wants it. */
    private static final class Listener implements BuildListener {
        private static final long serialVersionUID = 1L;

        private final TaskListener listener;

        Listener(TaskListener listener) {
            this.listener = listener;
        }

        @Override
        public PrintStream getLogger() {
            return listener.getLogger();
        }
    }
}
