package stagedflow

/** Phase 3: end-to-end tests, each shard on an agent, a cluster and a stack of its own. */
class EndToEndTests implements Serializable {
    private static final long serialVersionUID = 1L

    final Flow flow
    final Map config
    final String tag
    /** The build of the images, where that goes on beside the tests. */
    final ImageBuild build

    EndToEndTests(Flow flow, Map config) {
        this(flow, config, null)
    }

    EndToEndTests(Flow flow, Map config, ImageBuild build) {
        this.flow = flow
        this.config = config
        this.tag = Texts.tag(flow.commit)
        this.build = build
    }

    /** Returns a branch for each suite, for each of its shards where it has some. */
    Map branches() {
        Map branches = [:]
        List names = Texts.names(config.endToEndTests ?: [:])
        for (int i = 0; i < names.size(); i++) {
            String suite = names[i]
            Map run = Runs.normal(config.endToEndTests[suite], [directory: config.directory, agent: config.agent, flag: "${suite}-e2e".toString()])
            int shards = run.shards ?: 1
            for (int n = 1; n <= shards; n++) {
                int shard = n
                String name = shards == 1 ? suite : "${suite} ${n}/${shards}".toString()
                branches["End-to-end tests: ${name}".toString()] = { test(name, run, shard, shards) }
            }
        }
        return branches
    }

    void test(String name, Map run, int shard, int shards) {
        build?.awaitAgent()
        flow.agents.withSources(run.agent, flow.commit) {
            Map values = claim(name) + [IMAGE_TAG: tag, SHARD: shard, SHARDS: shards]
            Map known = values + [WORKSPACE: flow.script.env.WORKSPACE, WORKSPACE_TMP: flow.script.env.WORKSPACE_TMP]
            try {
                flow.script.withEnv(Texts.environment(values + Texts.filled(run.env ?: [:], known))) {
                    inStack(name, run + [env: [:]], known)
                }
                new Coverage(flow.script, config.codecov).record(run)
            } finally {
                release(values)
            }
        }
    }

    /** A name for the stack that no other workspace of the machine has, and free ports that are ours for the time. */
    Map claim(String name) {
        Map wanted = [PORT_NAMES: (config.ports ?: []).join(' '), STACK: Texts.slug(name)]
        return Texts.assignments(flow.script.sh(script: resource('claim.sh', wanted), returnStdout: true, label: 'Name and ports'))
    }

    void release(Map values) {
        flow.script.sh(script: resource('release.sh', [PORT_CLAIMS: values.PORT_CLAIMS ?: '']), label: 'Give the ports back')
    }

    String resource(String name, Map values) {
        return Texts.script(flow.script.libraryResource('stagedflow/' + name), values)
    }

    /** All of it in one block for the directory: each block is written down by Jenkins when it begins and when it ends. */
    void inStack(String name, Map run, Map values) {
        Map project = [projectName: values.STACK_NAME, imageTag: tag] + Texts.filled(config.stack ?: [:], values)
        Map there = run + [directory: seenFromStack(run.directory)]
        flow.commands.inDirectory(config.directory) {
            boolean failed = true
            try {
                startK3s(project, values)
                boot(project, values)
                setUp(there)
                bootAfterBuild(project, values)
                ready(project, values)
                flow.script.stage('Test') { flow.commands.run(there, "End-to-end tests: ${name}".toString()) }
                failed = false
            } catch (failure) {
                if (hasStack() && (build == null || build.pushed)) {
                    collect(project, "logs/${Texts.slug(name)}".toString())
                }
                throw failure
            } finally {
                if (hasStack()) {
                    takeDown(project, failed)
                }
            }
        }
    }

    /** The directory of the tests as it is called in that of the stack; empty if it is the same. */
    String seenFromStack(Object directory) {
        if (directory == config.directory) {
            return ''
        }
        return config.directory && !directory.toString().startsWith('/') ? "${flow.script.pwd()}/${directory}".toString() : directory
    }

    boolean hasStack() {
        return config.boot != false || config.ready != false
    }

    /** Where the images are still being built, k3s is on its way already. */
    void startK3s(Map project, Map values) {
        if (build != null) {
            flow.script.stage('Start k3s') { flow.script.k3sBoot(bootOptions(project, values) + [wait: false]) }
        }
    }

    void boot(Map project, Map values) {
        if (build == null && config.boot != false) {
            flow.script.stage('Boot') { flow.script.k3sBoot(bootOptions(project, values)) }
        }
    }

    /** What works with the images begins when there are some, beside a k3s that may not be there yet. */
    void bootAfterBuild(Map project, Map values) {
        if (build != null) {
            flow.script.stage('Boot') {
                build.awaitImages()
                flow.script.k3sBoot(bootOptions(project, values))
            }
        }
    }

    Map bootOptions(Map project, Map values) {
        return project + [registry: config.registry, credentialsId: config.credentialsId ?: ''] + Texts.filled(config.boot ?: [:], values)
    }

    /** Images are pulled and services start in the background meanwhile. */
    void setUp(Map run) {
        if (run.setUp) {
            flow.script.stage('Set-up') {
                flow.commands.inDirectory(run.directory) { flow.commands.start(run.setUp, 'Set-up') }
            }
        }
    }

    void ready(Map project, Map values) {
        if (config.ready != false) {
            flow.script.stage('Ready') {
                flow.script.stackReady(project + Texts.filled(config.ready ?: [:], values))
            }
        }
    }

    /** What went wrong is told by the failure; that its logs cannot be had must not hide it. */
    void collect(Map project, String logs) {
        try {
            flow.script.collectStackLogs(project + [output: logs])
        } catch (missing) {
            flow.script.echo("The logs of the stack could not be collected: ${missing.message}")
        }
        flow.script.archiveArtifacts(artifacts: logs + '/**', allowEmptyArchive: true)
    }

    void takeDown(Map project, boolean failed) {
        try {
            flow.script.stackDown(project + [k3s: config.boot != false])
        } catch (left) {
            if (!failed) {
                throw left
            }
            flow.script.echo("The stack could not be taken down: ${left.message}")
        }
    }
}
