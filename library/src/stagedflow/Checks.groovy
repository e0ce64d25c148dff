package stagedflow

import com.cloudbees.groovy.cps.NonCPS

/** Checks of the sources, each a branch of its own that runs when its files have changed. */
class Checks implements Serializable {
    private static final long serialVersionUID = 1L

    /** The check of code quality of the document: commands, names, and the files they are about. */
    @NonCPS
    static Map codeQuality(String backend, String frontend) {
        return [
            ruff: check('Ruff', backend, 'uv run ruff check . --config pyproject.toml'),
            mypy: check('MyPy', backend, 'uv run mypy --config-file pyproject.toml --strict .'),
            grimp: check('Grimp', backend, 'uv run python scripts/check_orphan_modules.py'),
            eslint: check('ESLint', frontend, 'npm ci && npx eslint .'),
            svelteCheck: check('Svelte check', frontend, 'npm ci && npx svelte-check'),
        ]
    }

    /** The check of security of the document, with what a configuration says otherwise. */
    @NonCPS
    static Map security(Map config) {
        return named(config, check('Bandit', config.backend ?: 'backend', 'uv tool run bandit -r . -x tests/ -ll'))
    }

    /** The documentation of the document, with what a configuration says otherwise. */
    @NonCPS
    static Map docs(Map config) {
        return named(config, [name: 'Documentation', directory: '.', run: 'mkdocs build --strict', paths: ['docs/**', 'mkdocs.yml', 'Jenkinsfile']])
    }

    @NonCPS
    static Map named(Map config, Map defaults) {
        Map run = Runs.normal(config, defaults)
        return [(run.name): run]
    }

    @NonCPS
    static Map check(String name, String directory, String command) {
        return [name: name, directory: directory, run: command, paths: [directory + '/**', 'Jenkinsfile']]
    }

    /** The checks of a configuration: those of the document, or those named, where true stands for the one of that name. */
    @NonCPS
    static Map wanted(Map config) {
        Map known = codeQuality(config.backend ?: 'backend', config.frontend ?: 'frontend')
        Map asked = config.checks ?: known
        Map wanted = [:]
        for (entry in asked.entrySet()) {
            if (entry.value == false) {
                continue
            }
            Map defaults = [name: entry.key, directory: config.directory ?: '.', paths: ['**']] + (known[entry.key] ?: [:])
            if (config.paths) {
                defaults.paths = config.paths
            }
            Map run = entry.value == true ? defaults : Runs.normal(entry.value, defaults)
            if (config.agent && !run.agent) {
                run.agent = config.agent
            }
            wanted[run.name] = run
        }
        return wanted
    }

    /** Returns the names of those checks the changes are about, and those they are not, as two lists. */
    @NonCPS
    static List sorted(Map checks, Changes changes) {
        List due = []
        List left = []
        for (entry in checks.entrySet()) {
            (changes.touch(entry.value.paths) ? due : left).add(entry.key)
        }
        return [due, left]
    }
}
