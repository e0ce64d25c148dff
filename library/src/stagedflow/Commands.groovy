package stagedflow

/** Runs what an author wrote for a part of a flow, in its directory, with its variables and caches. */
class Commands implements Serializable {
    private static final long serialVersionUID = 1L

    final Object script

    Commands(Object script) {
        this.script = script
    }

    /** Runs the command or closure of a normal map, and keeps what it is told to keep, also when it fails. */
    void run(Map part, String label, Map values = [:]) {
        // A parameter called like the method would be taken for what is called, where the default value is filled in.
        withEnvironment([:] + (part.env ?: [:]) + values) {
            inDirectory(part.directory) {
                restore(part.caches ?: [])
                try {
                    start(part.run, label)
                } finally {
                    keep(part)
                }
                save(part.caches ?: [])
            }
        }
    }

    /** Runs a body in a directory, or where it is if none is named: Jenkins writes down each block of a build. */
    def inDirectory(Object directory, Closure body) {
        return directory ? script.dir(directory.toString()) { body() } : body()
    }

    /** Runs a body with variables, or as it is if there are none. */
    def withEnvironment(Map values, Closure body) {
        return values ? script.withEnv(Texts.environment(values)) { body() } : body()
    }

    /** Runs a command or a closure here. */
    void start(Object command, String label) {
        if (command instanceof Closure) {
            command()
        } else if (command) {
            script.sh(script: command.toString(), label: label)
        }
    }

    void restore(List caches) {
        for (int i = 0; i < caches.size(); i++) {
            Map cache = caches[i]
            boolean hit = script.cachedFiles.restore(cache)
            if (hit && cache.onHit) {
                start(cache.onHit, 'What is left to do')
            }
        }
    }

    void save(List caches) {
        for (int i = 0; i < caches.size(); i++) {
            script.cachedFiles.save(caches[i])
        }
    }

    void keep(Map run) {
        if (run.junit) {
            script.junit(testResults: run.junit, allowEmptyResults: true)
        }
        if (run.archive) {
            script.archiveArtifacts(artifacts: run.archive, allowEmptyArchive: true)
        }
    }
}
