package stagedflow

import com.cloudbees.groovy.cps.NonCPS

/** Words that other tools know things by. */
class Formats implements Serializable {
    private static final long serialVersionUID = 1L

    /** The parser of Jenkins' Coverage plugin for a report, by its name. */
    @NonCPS
    static String coverage(String file) {
        String name = file.toLowerCase()
        if (name.endsWith('.info')) {
            return 'LCOV'
        }
        if (name.contains('jacoco')) {
            return 'JACOCO'
        }
        return name.contains('clover') ? 'CLOVER' : 'COBERTURA'
    }

    /** The options of docker buildx for a layer cache with a scope: at a registry, or in a directory of the agent. */
    @NonCPS
    static String layerCache(String scope, String registry, String directory) {
        if (registry) {
            return "--cache-from type=registry,ref=${registry}:${scope} --cache-to type=registry,ref=${registry}:${scope},mode=max,ignore-error=true".toString()
        }
        String place = (directory ?: '/var/tmp/staged-flow/layers') + '/' + scope
        return "--cache-from type=local,src=${place} --cache-to type=local,dest=${place},mode=max,ignore-error=true".toString()
    }
}
