package io.jenkins.plugins.stagedflow.runner.declarative;

import io.jenkins.plugins.stagedflow.host.InvalidRequestException;
import org.codehaus.groovy.ast.ASTNode;

/** Refusals of what a declarative pipeline cannot mean, or the local runner does not have; each names the line. */
final class SyntaxRefusal {
    private SyntaxRefusal() {}

    static InvalidRequestException of(ASTNode place, String what, String expected) {
        return new InvalidRequestException("line " + place.getLineNumber(), what, expected);
    }
}
