package io.jenkins.plugins.stagedflow.scan;

/** A scanner's report says nothing reliable; the message is a half sentence that goes on from "cannot be used: ". */
final class UnusableReportException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnusableReportException(String reason) {
        super(reason);
    }
}
