// The three chained jobs as Job DSL. Each takes its Jenkinsfile from the repository and starts when the one before has succeeded.
def chained = [
    'stack-tests'   : [file: 'docs/examples/stack-tests.Jenkinsfile', after: ''],
    'docker'        : [file: 'docs/examples/docker.Jenkinsfile', after: 'stack-tests'],
    'release-deploy': [file: 'docs/examples/release-deploy.Jenkinsfile', after: 'docker'],
]

chained.each { name, job ->
    pipelineJob(name) {
        definition {
            cpsScm {
                scm {
                    git {
                        remote {
                            url('https://github.com/me/app.git')
                        }
                        branch('main')
                    }
                }
                scriptPath(job.file)
            }
        }
        properties {
            pipelineTriggers {
                triggers {
                    if (job.after) {
                        upstream {
                            upstreamProjects(job.after)
                            threshold('SUCCESS')
                        }
                    } else {
                        scm('H/5 * * * *')
                    }
                }
            }
        }
    }
}
