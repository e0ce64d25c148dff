package io.jenkins.plugins.stagedflow.runner;

import io.jenkins.plugins.stagedflow.host.InvalidRequestException;
import java.nio.file.Path;
import java.util.List;
import org.codehaus.groovy.control.CompilationFailedException;
import org.codehaus.groovy.control.MultipleCompilationErrorsException;
import org.codehaus.groovy.control.messages.Message;
import org.codehaus.groovy.control.messages.SyntaxErrorMessage;
import org.codehaus.groovy.syntax.SyntaxException;

/** What the compiler says, in one sentence with the line. */
final class CompileErrors {
    private CompileErrors() {}

    static InvalidRequestException refusal(Path jenkinsfile, CompilationFailedException failure) {
        if (failure instanceof MultipleCompilationErrorsException several) {
            List<?> errors = several.getErrorCollector().getErrors();
            if (!errors.isEmpty() && errors.get(0) instanceof Message first) {
                return refusal(jenkinsfile, first);
            }
        }
        return new InvalidRequestException(
                jenkinsfile.toString(), String.valueOf(failure.getMessage()), "a script that compiles");
    }

    private static InvalidRequestException refusal(Path jenkinsfile, Message message) {
        if (message instanceof SyntaxErrorMessage syntax) {
            SyntaxException cause = syntax.getCause();
            return new InvalidRequestException(
                    jenkinsfile + " line " + cause.getLine(), cause.getOriginalMessage(), "a script that compiles");
        }
        return new InvalidRequestException(jenkinsfile.toString(), String.valueOf(message), "a script that compiles");
    }
}
