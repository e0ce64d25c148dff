// Makes the Jenkins of dev/jenkins ready: one administrator, credentials for the services of dev/services, the plugin's
// configuration, and the job "demo". Run at each start; what is there already is set again.
import com.cloudbees.jenkins.plugins.sshcredentials.impl.BasicSSHUserPrivateKey
import com.cloudbees.plugins.credentials.CredentialsScope
import com.cloudbees.plugins.credentials.SystemCredentialsProvider
import com.cloudbees.plugins.credentials.impl.UsernamePasswordCredentialsImpl
import hudson.model.Node
import hudson.security.FullControlOnceLoggedInAuthorizationStrategy
import hudson.security.HudsonPrivateSecurityRealm
import hudson.slaves.EnvironmentVariablesNodeProperty
import jenkins.model.Jenkins
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition
import org.jenkinsci.plugins.workflow.job.WorkflowJob

def services = new Properties()
new File(System.getenv('SERVICES_PROPERTIES')).withReader { services.load(it) }
def directory = new File(System.getenv('DEMO_DIRECTORY'))
def text = { String file -> new File(file).text.trim() }
def port = { String name -> text("${directory}/${name}") }

def jenkins = Jenkins.get()
jenkins.slaveAgentPort = -1
jenkins.numExecutors = 4
jenkins.labelString = 'docker'
jenkins.mode = Node.Mode.NORMAL

def realm = new HudsonPrivateSecurityRealm(false)
realm.createAccount('admin', text("${directory}/password"))
jenkins.securityRealm = realm
def strategy = new FullControlOnceLoggedInAuthorizationStrategy()
strategy.allowAnonymousRead = false
jenkins.authorizationStrategy = strategy

def credentials = SystemCredentialsProvider.instance
credentials.credentials.clear()
credentials.credentials.add(new UsernamePasswordCredentialsImpl(CredentialsScope.GLOBAL, 'registry',
    'Registry of dev/services', services.PUSHER_USER, text(services.PUSHER_PASSWORD_FILE)))
credentials.credentials.add(new UsernamePasswordCredentialsImpl(CredentialsScope.GLOBAL, 'registry-reader',
    'Registry of dev/services, to read', services.READER_USER, text(services.READER_PASSWORD_FILE)))
def key = new BasicSSHUserPrivateKey.DirectEntryPrivateKeySource(new File(services.SSH_KEY_FILE).text)
credentials.credentials.add(new BasicSSHUserPrivateKey(CredentialsScope.GLOBAL, 'deploy-key', services.SSH_USER, key, '',
    'Production, for Jenkinsfiles'))
credentials.credentials.add(new BasicSSHUserPrivateKey(CredentialsScope.SYSTEM, 'production', services.SSH_USER, key, '',
    'Production, for the target of that name alone'))
credentials.save()

def classes = jenkins.pluginManager.uberClassLoader
def packageName = 'io.jenkins.plugins.stagedflow.jenkins.config.'
def target = classes.loadClass(packageName + 'DeployTarget').newInstance('production', services.SSH_HOST)
target.port = services.SSH_PORT as int
target.user = services.SSH_USER
target.directory = "${directory}/production".toString()
target.credentialsId = 'production'
def configuration = jenkins.getDescriptorByType(classes.loadClass(packageName + 'StagedFlowConfiguration'))
configuration.registry = services.REGISTRY
configuration.namespace = 'sample'
configuration.k3sVersion = services.K3S_VERSION
configuration.k3sInstallSha256 = services.K3S_INSTALL_SHA256
configuration.k3sMirror = services.MIRROR_URL
configuration.knownHosts = new File(services.SSH_KNOWN_HOSTS_FILE).text
configuration.targets = [target]

// What the Jenkinsfile takes from its surroundings.
def variables = [
    REGISTRY: services.REGISTRY, K3S_MIRROR: services.MIRROR_URL, K3S_INSTALL_SHA256: services.K3S_INSTALL_SHA256,
    // Without its database Trivy cannot look for vulnerabilities; then the rest is looked for.
    TRIVY_SCANNERS: 'secret,misconfig',
    DEPLOY_HOST: services.SSH_HOST, DEPLOY_PORT: services.SSH_PORT, DEPLOY_DIRECTORY: "${directory}/production",
    DEPLOY_KNOWN_HOSTS: new File(services.SSH_KNOWN_HOSTS_FILE).text,
    DEPLOY_BACKEND_PORT: port('production-backend'), DEPLOY_FRONTEND_PORT: port('production-frontend'),
    DEPLOY_HEALTH_URL: "http://127.0.0.1:${port('production-backend')}/api/v1/health/live",
].collect { name, value -> new EnvironmentVariablesNodeProperty.Entry(name, value.toString()) }
jenkins.globalNodeProperties.replaceBy([new EnvironmentVariablesNodeProperty(variables)])

def job = jenkins.getItem('demo') ?: jenkins.createProject(WorkflowJob, 'demo')
try {
    // Only where the git plugin is among the plugins.
    def git = { String name -> classes.loadClass('hudson.plugins.git.' + name) }
    def remote = git('UserRemoteConfig').newInstance("${directory}/remote.git".toString(), null, null, null)
    def scm = git('GitSCM').newInstance([remote], [git('BranchSpec').newInstance('main')], null, null, [])
    job.definition = classes.loadClass('org.jenkinsci.plugins.workflow.cps.CpsScmFlowDefinition').newInstance(scm, 'Jenkinsfile')
    job.description = 'The staged flow of the sample stack, with the services of dev/services.'
} catch (ClassNotFoundException missing) {
    job.definition = new CpsFlowDefinition("error 'This job needs the git plugin, which is not among the plugins of this Jenkins'", true)
    job.description = 'Needs the git plugin, which is not among the plugins of this Jenkins.'
}
job.save()
jenkins.save()
