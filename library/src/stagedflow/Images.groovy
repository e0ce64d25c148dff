package stagedflow

/** Phase 2: all images built on one agent and pushed at once. */
class Images implements Serializable {
    private static final long serialVersionUID = 1L

    final Flow flow
    final Map config
    final String tag

    Images(Flow flow, Map config) {
        this.flow = flow
        this.config = config
        this.tag = Texts.tag(flow.commit)
    }

    /** Builds and pushes; returns what the push returned, empty if nothing was pushed because the change comes from a fork. */
    Map buildAndPush() {
        return buildAndPush({})
    }

    /** Likewise, and tells as soon as there is an agent for it. */
    Map buildAndPush(Closure arrived) {
        Map pushed = [:]
        Map build = Runs.normal(config.build, [directory: config.directory, agent: config.agent])
        String prefix = build.prefix ?: remotePrefix()
        flow.agents.withSources(build.agent, flow.commit, arrived) {
            Map values = [IMAGE_PREFIX: prefix, IMAGE_TAG: tag, COMMIT: flow.commit]
            baseImage(build, values)
            flow.commands.run(build, 'Build the images', values)
            if (flow.isFork()) {
                flow.script.echo('Nothing is pushed, and no end-to-end tests run: the change comes from a fork, which has no right to push.')
            } else {
                pushed = push(prefix)
            }
        }
        return pushed
    }

    String remotePrefix() {
        return config.namespace ? "${config.registry}/${config.namespace}".toString() : config.registry
    }

    void baseImage(Map build, Map values) {
        if (config.baseImage) {
            flow.script.withEnv(Texts.environment(values)) {
                flow.script.cachedImage([directory: build.directory ?: '.'] + Texts.filled(config.baseImage, values))
            }
        }
    }

    Map push(String prefix) {
        Map locals = [:]
        for (int i = 0; i < config.images.size(); i++) {
            locals["${prefix}/${config.images[i]}:${tag}".toString()] = config.images[i]
        }
        Map where = [images: locals, registry: config.registry, namespace: config.namespace ?: '', tag: tag,
                     credentialsId: config.credentialsId ?: '']
        return flow.script.parallelPush(where + (config.push ?: [:]))
    }
}
