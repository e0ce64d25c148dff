package stagedflow

/** A build of the images in a branch of its own, beside others that wait for it. */
class ImageBuild implements Serializable {
    private static final long serialVersionUID = 1L

    final Object script
    boolean begun = false
    boolean over = false
    Map pushed = [:]

    ImageBuild(Object script) {
        this.script = script
    }

    /** Builds; however it ends, nobody waits any longer. */
    void run(Images images) {
        try {
            pushed = images.buildAndPush({ begin() })
        } finally {
            begun = true
            over = true
        }
    }

    void begin() {
        begun = true
    }

    /** Waits until the build has its agent: who waits for the images must not hold the last one meanwhile. */
    void awaitAgent() {
        script.waitUntil(initialRecurrencePeriod: 250, quiet: true) { begun }
        requireNotFailed()
    }

    /** Waits for the images. */
    void awaitImages() {
        script.waitUntil(initialRecurrencePeriod: 250, quiet: true) { over }
        requireNotFailed()
    }

    void requireNotFailed() {
        if (over && !pushed) {
            String why = 'Not tested: the images were not built and pushed'
            // Of several branches that fail, only the first one's error is shown at the end.
            script.echo(why)
            script.error(why)
        }
    }
}
