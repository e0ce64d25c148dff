// Makes the Jenkins of dev/jenkins ready: one administrator, credentials for the services of dev/services, the plugin's
// configuration, and the job "demo". Run at each start; what is there already is set again.
import com.cloudbees.jenkins.plugins.sshcredentials.impl.BasicSSHUserPrivateKey
import com.cloudbees.plugins.credentials.CredentialsScope
import com.cloudbees.plugins.credentials.SystemCredentialsProvider
import com.cloudbees.plugins.credentials.impl.UsernamePasswordCredentialsImpl
import hudson.model.Node
import hudson.plugins.git.BranchSpec
import hudson.plugins.git.GitSCM
import hudson.plugins.git.UserRemoteConfig
import hudson.security.FullControlOnceLoggedInAuthorizationStrategy
import hudson.security.HudsonPrivateSecurityRealm
import hudson.slaves.EnvironmentVariablesNodeProperty
import jenkins.model.Jenkins
import org.jenkinsci.plugins.workflow.cps.CpsScmFlowDefinition
import org.jenkinsci.plugins.workflow.job.WorkflowJob

def services = new Properties()
new File(System.getenv('SERVICES_PROPERTIES')).withReader { services.load(it) }
def directory = new File(System.getenv('SAMPLE_DIRECTORY'))
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
credentials.credentials.add(new BasicSSHUserPrivateKey(CredentialsScope.SYSTEM, 'production', services.SSH_USER,
    new BasicSSHUserPrivateKey.DirectEntryPrivateKeySource(new File(services.SSH_KEY_FILE).text), '', 'Production'))
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
configuration.onlyTargets = true

def variables = new EnvironmentVariablesNodeProperty(
    new EnvironmentVariablesNodeProperty.Entry('REGISTRY', services.REGISTRY),
    new EnvironmentVariablesNodeProperty.Entry('NAMESPACE', 'sample'),
    new EnvironmentVariablesNodeProperty.Entry('K3S_KUBECONFIG', services.K3S_KUBECONFIG),
    new EnvironmentVariablesNodeProperty.Entry('K3S_API_PORT', services.K3S_API_PORT),
    new EnvironmentVariablesNodeProperty.Entry('BACKEND_PORT', port('stack-backend')),
    new EnvironmentVariablesNodeProperty.Entry('FRONTEND_PORT', port('stack-frontend')),
    new EnvironmentVariablesNodeProperty.Entry('PRODUCTION_BACKEND_PORT', port('production-backend')),
    new EnvironmentVariablesNodeProperty.Entry('PRODUCTION_FRONTEND_PORT', port('production-frontend')))
jenkins.globalNodeProperties.replaceBy([variables])

def job = jenkins.getItem('demo') ?: jenkins.createProject(WorkflowJob, 'demo')
def scm = new GitSCM([new UserRemoteConfig(services.GIT_REMOTE, null, null, null)], [new BranchSpec('main')], null, null, [])
def definition = new CpsScmFlowDefinition(scm, 'Jenkinsfile')
definition.lightweight = true
job.definition = definition
job.description = 'The staged flow of the sample stack, with the services of dev/services.'
job.save()
jenkins.save()
