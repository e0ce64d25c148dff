package stagedflow

import com.cloudbees.groovy.cps.NonCPS

/**
 * What each variable of the library knows: the schemas their configurations are held against.
 *
 * What is made from other constants is made when it is asked for: Jenkins sets the classes up anew when it reads a build
 * after a restart, and then its sandbox lets none of them call another.
 */
class Keys implements Serializable {
    private static final long serialVersionUID = 1L

    static final Map PLACE = [agent: 'agent', directory: 'text', mainBranch: 'text']

    static final Map IMAGES = ['images!': 'names', 'registry!': 'text', namespace: 'text', credentialsId: 'text']

    static final Map CODECOV = [credentialsId: 'text', run: 'text']

    static final Map BASE_IMAGE = [
        'image!': 'text', 'files!': 'names', 'build!': 'run', cacheDirectory: 'text', keep: 'number',
    ]

    @NonCPS
    static Map getCACHED_IMAGE() {
        return BASE_IMAGE + ['build!': 'any', directory: 'text']
    }

    @NonCPS
    static Map getSTACK_TESTS() {
        return PLACE + IMAGES + [
            'unitTests!': ['runs', Runs.UNIT_TEST], 'build!': ['run', Runs.BUILD], baseImage: BASE_IMAGE,
            push: StepOptions.PARALLEL_PUSH, stack: StepOptions.COMPOSE, boot: ['unless', StepOptions.K3S_BOOT],
            ready: ['unless', StepOptions.STACK_READY], endToEndTests: ['runs', Runs.END_TO_END], ports: 'names',
            bootBesideBuild: 'flag', codecov: CODECOV,
        ]
    }

    @NonCPS
    static Map getSCAN_AND_PROMOTE() {
        return PLACE + IMAGES + [
            sha: 'commit', pushed: 'any', scan: StepOptions.TRIVY_SCAN, promote: StepOptions.CRANE_PROMOTE,
        ]
    }

    @NonCPS
    static Map getRELEASE_AND_DEPLOY() {
        return PLACE + IMAGES + [
            commit: 'commit', promoted: 'any', release: StepOptions.CALVER_RELEASE, deploy: StepOptions.SSH_DEPLOY,
            skipDeploy: 'flag',
        ]
    }

    @NonCPS
    static Map getCHECKS() {
        return PLACE + [
            checks: ['runs', Runs.CHECK], backend: 'text', frontend: 'text', paths: 'names',
        ]
    }

    @NonCPS
    static Map getSECURITY_SCAN() {
        return PLACE + Runs.CHECK + [backend: 'text']
    }

    @NonCPS
    static Map getDOCS_SITE() {
        return PLACE + Runs.CHECK + [publish: 'any']
    }

    @NonCPS
    static Map getSBOM() {
        return PLACE + [
            components: 'texts', cutoff: 'text', failOnFindings: 'flag', paths: 'names', options: StepOptions.SBOM_SCAN,
        ]
    }

    static final Map COVERAGE = ['file!': 'text', 'flag!': 'text', credentialsId: 'text', run: 'text']

    @NonCPS
    static Map getSTAGED_FLOW() {
        return STACK_TESTS + SCAN_AND_PROMOTE + RELEASE_AND_DEPLOY + [
            paths: 'names', codeQuality: CHECKS, securityScan: SECURITY_SCAN, sbomCompliance: SBOM, docsSite: DOCS_SITE,
            scanBesideTests: 'flag',
        ]
    }
}
