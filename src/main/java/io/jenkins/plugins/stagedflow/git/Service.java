package io.jenkins.plugins.stagedflow.git;

/** The program a remote runs for us. */
enum Service {
    UPLOAD_PACK("git-upload-pack"),
    RECEIVE_PACK("git-receive-pack");

    private final String program;

    Service(String program) {
        this.program = program;
    }

    /** Returns its name, as URLs and commands have it. */
    String program() {
        return program;
    }
}
