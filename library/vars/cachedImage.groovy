import stagedflow.Checked
import stagedflow.Keys
import stagedflow.Texts

/** An image from a tarball kept by what it is made from, or built; see cachedImage.txt. Returns whether the cache had it. */
boolean call(Map config = [:]) {
    Checked.of(this, 'cachedImage', config, Keys.CACHED_IMAGE)
    boolean hit = false
    dir(config.directory ?: '.') {
        hit = cache('load', config) == 0
        if (!hit) {
            build(config)
            cache('save', config)
        }
    }
    return hit
}

void build(Map config) {
    if (config.build instanceof Closure) {
        config.build()
    } else {
        sh(script: config.build.toString(), label: "Build ${config.image}")
    }
}

int cache(String action, Map config) {
    int status = 1
    withEnv(Texts.environment([
        CACHE_ACTION: action, CACHE_IMAGE: config.image, CACHE_FILES: config.files.join('\n'),
        CACHE_DIRECTORY: config.cacheDirectory ?: '', CACHE_KEEP: config.keep ?: 3,
    ])) {
        status = sh(script: libraryResource('stagedflow/image-cache.sh'), returnStatus: true, label: "Cache of ${config.image}: ${action}")
    }
    return status
}

/** The options for docker buildx that give an image a layer cache of its own. */
String layers(Map config) {
    Checked.of(this, 'cachedImage.layers', config, ['scope!': 'text', registry: 'text', directory: 'text'])
    return stagedflow.Formats.layerCache(config.scope, config.registry, config.directory)
}
