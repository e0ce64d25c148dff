package stagedflow

import com.cloudbees.groovy.cps.NonCPS

/**
 * What an author may write for something that is run, and the form in which it is worked with: a map with the key run.
 *
 * What is made from other constants is made when it is asked for: Jenkins sets the classes up anew when it reads a build
 * after a restart, and then its sandbox lets none of them call another.
 */
class Runs implements Serializable {
    private static final long serialVersionUID = 1L

    static final Map CACHE = ['paths!': 'names', 'files!': 'names', onHit: 'text']

    static final Map CHECK = [
        run: 'any', default: 'flag', directory: 'text', agent: 'agent', paths: 'names', env: 'texts', caches: 'list',
        archive: 'text', name: 'text',
    ]

    static final Map UNIT_TEST = [
        'run!': 'any', directory: 'text', agent: 'agent', env: 'texts', caches: 'list', archive: 'text', junit: 'text',
        coverage: 'text', flag: 'text',
    ]

    @NonCPS
    static Map getEND_TO_END() {
        return UNIT_TEST + [setUp: 'any', shards: 'number']
    }

    static final Map BUILD = [
        'run!': 'any', directory: 'text', agent: 'agent', env: 'texts', caches: 'list', archive: 'text', prefix: 'text',
    ]

    /** Returns the map that a command, a closure or a map stands for, with what it leaves out taken from the defaults. */
    @NonCPS
    static Map normal(Object value, Map defaults) {
        Map run = [:] + defaults
        if (value instanceof Map) {
            for (entry in value.entrySet()) {
                if (entry.value != null) {
                    run[entry.key] = entry.value
                }
            }
        } else if (value instanceof CharSequence) {
            run.run = value.toString()
        } else if (value instanceof Closure) {
            run.run = value
        }
        return run
    }
}
