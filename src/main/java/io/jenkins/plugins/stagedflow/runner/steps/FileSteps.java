package io.jenkins.plugins.stagedflow.runner.steps;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.stagedflow.host.HostPath;
import io.jenkins.plugins.stagedflow.runner.context.Parent;
import io.jenkins.plugins.stagedflow.runner.context.StepFailure;
import io.jenkins.plugins.stagedflow.runner.cps.Signature;
import io.jenkins.plugins.stagedflow.runner.cps.Step;
import io.jenkins.plugins.stagedflow.runner.cps.StepCall;
import io.jenkins.plugins.stagedflow.runner.cps.Steps;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;

/** {@code readFile}, {@code writeFile}, {@code fileExists}, {@code pwd}, {@code deleteDir}, {@code isUnix}. */
final class FileSteps {
    private static final String FILE = "file";
    private static final String ENCODING = "encoding";
    private static final String BASE64 = "Base64";

    private FileSteps() {}

    static List<Step> all() {
        return List.of(
                Steps.worker(Signature.of("readFile").sole(FILE).also(ENCODING), FileSteps::read),
                Steps.worker(Signature.of("writeFile").also(FILE, "text", ENCODING), FileSteps::write),
                Steps.worker(Signature.of("fileExists").sole(FILE), call -> Files.exists(file(call, "fileExists"))),
                Steps.now(Signature.of("pwd").also("tmp"), FileSteps::directory),
                Steps.worker(Signature.of("deleteDir"), FileSteps::deleteDirectory),
                Steps.now(Signature.of("isUnix"), call -> true));
    }

    private static Object read(StepCall call) throws IOException {
        Path file = file(call, "readFile");
        try {
            return isBase64(call)
                    ? Base64.getEncoder().encodeToString(Files.readAllBytes(file))
                    : new String(Files.readAllBytes(file), Encodings.of(call.arguments()));
        } catch (NoSuchFileException e) {
            throw new StepFailure("readFile: " + file + " is not there");
        }
    }

    @CheckForNull
    private static Object write(StepCall call) throws IOException {
        String text = call.arguments().text("text");
        Path file = file(call, "writeFile");
        Files.createDirectories(Parent.of(file));
        Files.write(
                file,
                isBase64(call) ? Base64.getDecoder().decode(text) : text.getBytes(Encodings.of(call.arguments())));
        return null;
    }

    private static Object directory(StepCall call) {
        return call.arguments().flag("tmp", false)
                ? call.context().temporary("pwd").value()
                : call.context().directory("pwd").toString();
    }

    @CheckForNull
    private static Object deleteDirectory(StepCall call) {
        Path directory = call.context().directory("deleteDir");
        call.context().host("deleteDir").files().delete(new HostPath(directory.toString()));
        return null;
    }

    private static boolean isBase64(StepCall call) {
        return call.arguments().text(ENCODING, "").equals(BASE64);
    }

    private static Path file(StepCall call, String step) {
        return call.context().directory(step).resolve(call.arguments().text(FILE));
    }
}
