import stagedflow.Checked
import stagedflow.Runs
import stagedflow.Texts

/** Files that are restored where a lock file has not changed, else made by the body; see cachedFiles.txt. */
boolean call(Map config, Closure body) {
    boolean hit = restore(config)
    if (hit) {
        if (config.onHit) {
            sh(script: config.onHit, label: 'What is left to do')
        }
    } else {
        body()
        save(config)
    }
    return hit
}

/** Restores the files; returns whether they were there and whole. */
boolean restore(Map config) {
    Checked.of(this, 'cachedFiles', config, Runs.CACHE)
    return cache('restore', config) == 0
}

/** Keeps the files, if they are not kept already. */
void save(Map config) {
    cache('save', config)
}

int cache(String action, Map config) {
    int status = 1
    withEnv(Texts.environment([
        CACHE_ACTION: action, CACHE_PATHS: config.paths.join('\n'), CACHE_FILES: config.files.join('\n'),
        CACHE_DIRECTORY: config.cacheDirectory ?: '',
    ])) {
        status = sh(script: libraryResource('stagedflow/file-cache.sh'), returnStatus: true, label: "Cache of ${config.paths.join(', ')}: ${action}")
    }
    return status
}
