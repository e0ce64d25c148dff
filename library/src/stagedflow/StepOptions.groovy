package stagedflow

/**
 * The arguments of the plugin's steps, as schemas: what may stand in the part of a configuration that goes to a step.
 *
 * None is made from another: Jenkins sets the classes up anew when it reads a build after a restart, and then its sandbox
 * lets none of them be asked for.
 */
class StepOptions implements Serializable {
    private static final long serialVersionUID = 1L

    static final Map COMPOSE = [
        projectDirectory: 'text', composeFiles: 'names', projectName: 'text', profiles: 'names', composeEnvironment: 'texts',
        imageTag: 'text',
    ]

    static final Map PARALLEL_PUSH = [
        images: 'any', registry: 'text', namespace: 'text', tag: 'text', credentialsId: 'text', maxParallel: 'number',
        retries: 'number', skipOnFork: 'flag', archive: 'text', ca: 'text', compression: 'text', ociLayout: 'text',
        plainHttp: 'flag',
    ]

    static final Map K3S_BOOT = [
        projectDirectory: 'text', composeFiles: 'names', projectName: 'text', profiles: 'names', composeEnvironment: 'texts',
        imageTag: 'text',
        wait: 'flag', version: 'text', installSha256: 'text', installUrl: 'text', mirror: 'text', serverArgs: 'names',
        binarySha256: 'text', infraServices: 'names', prePullImages: 'names', manifests: 'list', registry: 'text',
        credentialsId: 'text', timeout: 'number',
    ]

    static final Map STACK_READY = [
        projectDirectory: 'text', composeFiles: 'names', projectName: 'text', profiles: 'names', composeEnvironment: 'texts',
        imageTag: 'text',
        namespace: 'text', kubeconfig: 'text', kubeconfigMode: 'text', manifests: 'list', apiHost: 'text',
        nodeTimeout: 'number', pullTimeout: 'number', files: 'texts', backgroundServices: 'names', health: 'list',
        logsOnFailure: 'text',
    ]

    static final Map TRIVY_SCAN = [
        images: 'any', severity: 'names', ignoreUnfixed: 'flag', ignoreFile: 'text', scanners: 'names', timeout: 'number',
        trivyVersion: 'text', dbRepositories: 'names', javaDbRepositories: 'names', failOnFindings: 'flag',
        registry: 'text', credentialsId: 'text', outputDirectory: 'text', maxParallel: 'number', maxCritical: 'number',
        maxHigh: 'number', baseline: 'text', earlier: 'names', report: 'text', vex: 'names', sbom: 'names',
        trivySha256: 'text', trivyUrl: 'text', databaseDirectory: 'text', cacheDirectory: 'text', maxDbAge: 'number',
        lowPriority: 'flag',
    ]

    static final Map SBOM_SCAN = [
        directories: 'any', images: 'any', cutoff: 'text', generator: 'text', scanner: 'text', failOnFindings: 'flag',
        allowEmpty: 'flag', timeout: 'number', registry: 'text', credentialsId: 'text', outputDirectory: 'text',
        maxParallel: 'number',
    ]

    static final Map CRANE_PROMOTE = [
        images: 'any', registry: 'text', namespace: 'text', from: 'text', to: 'names', credentialsId: 'text', scan: 'any',
        dryRun: 'flag', ca: 'text', force: 'flag', plainHttp: 'flag', referrers: 'flag', toCredentialsId: 'text',
        toNamespace: 'text', toRegistry: 'text',
    ]

    static final Map CALVER_RELEASE = [
        images: 'any', registry: 'text', namespace: 'text', from: 'text', credentialsId: 'text', remote: 'text',
        directory: 'text', commit: 'text', gitCredentialsId: 'text', gitKnownHosts: 'text', repository: 'text',
        githubCredentialsId: 'text', apiUrl: 'text', generateNotes: 'flag', draft: 'flag', preRelease: 'flag',
        assets: 'names', format: 'text', zone: 'text', message: 'text', tagger: 'text', dryRun: 'flag',
    ]

    static final Map SSH_DEPLOY = [
        host: 'host', directory: 'text', credentialsId: 'text', port: 'number', user: 'text', hostKey: 'text',
        knownHosts: 'text', jumpHosts: 'names', jumpHostKey: 'text', keepAlive: 'number', canary: 'flag', branch: 'text',
        commit: 'text', registry: 'text', registryCredentialsId: 'text', imageTag: 'text', env: 'texts',
        secretEnv: 'texts', profiles: 'names', composeFiles: 'names', healthUrl: 'text', agentHealthUrl: 'text',
        healthTimeout: 'number', pruneUntil: 'text', keep: 'number', minFreeDisk: 'number', timeout: 'number',
        commandTimeout: 'number', rollback: 'flag', plan: 'flag', skip: 'flag', target: 'text',
    ]
}
