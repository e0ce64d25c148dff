package stagedflow

/** What each variable of the library knows: the schemas their configurations are held against. */
class Keys implements Serializable {
    private static final long serialVersionUID = 1L

    static final Map PLACE = [agent: 'agent', directory: 'text', mainBranch: 'text']

    static final Map IMAGES = ['images!': 'names', 'registry!': 'text', namespace: 'text', credentialsId: 'text']

    static final Map CODECOV = [credentialsId: 'text', run: 'text']

    static final Map BASE_IMAGE = [
        'image!': 'text', 'files!': 'names', 'build!': 'run', cacheDirectory: 'text', keep: 'number',
    ]

    static final Map CACHED_IMAGE = BASE_IMAGE + ['build!': 'any', directory: 'text']

    static final Map STACK_TESTS = PLACE + IMAGES + [
        'unitTests!': ['runs', Runs.UNIT_TEST], 'build!': ['run', Runs.BUILD], baseImage: BASE_IMAGE,
        push: StepOptions.PARALLEL_PUSH, stack: StepOptions.COMPOSE, boot: ['unless', StepOptions.K3S_BOOT],
        ready: ['unless', StepOptions.STACK_READY], endToEndTests: ['runs', Runs.END_TO_END], ports: 'names',
        codecov: CODECOV,
    ]

    static final Map SCAN_AND_PROMOTE = PLACE + IMAGES + [
        sha: 'commit', pushed: 'any', scan: StepOptions.TRIVY_SCAN, promote: StepOptions.CRANE_PROMOTE,
    ]

    static final Map RELEASE_AND_DEPLOY = PLACE + IMAGES + [
        commit: 'commit', promoted: 'any', release: StepOptions.CALVER_RELEASE, deploy: StepOptions.SSH_DEPLOY,
        skipDeploy: 'flag',
    ]

    static final Map CHECKS = PLACE + [
        checks: ['runs', Runs.CHECK], backend: 'text', frontend: 'text', paths: 'names',
    ]

    static final Map SECURITY_SCAN = PLACE + Runs.CHECK + [backend: 'text']

    static final Map DOCS_SITE = PLACE + Runs.CHECK + [publish: 'any']

    static final Map SBOM = PLACE + [
        components: 'texts', cutoff: 'text', failOnFindings: 'flag', paths: 'names', options: StepOptions.SBOM_SCAN,
    ]

    static final Map COVERAGE = ['file!': 'text', 'flag!': 'text', credentialsId: 'text', run: 'text']

    static final Map STAGED_FLOW = STACK_TESTS + SCAN_AND_PROMOTE + RELEASE_AND_DEPLOY + [
        paths: 'names', codeQuality: CHECKS, securityScan: SECURITY_SCAN, sbomCompliance: SBOM, docsSite: DOCS_SITE,
    ]
}
